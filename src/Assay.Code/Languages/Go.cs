using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Assay.Sandbox;
using Assay.Scoring.Code;

namespace Assay.Code.Languages;

/// <summary>
/// Go, by its compiler and linker themselves: <c>go build</c> would look at every package again for each program. The library's packages
/// come with Go or are built once.
/// </summary>
internal sealed partial class Go(ISandbox sandbox) : CompiledLanguage(sandbox)
{
    /// <summary>What the authors' evaluation imports into a completion that uses it, for a completion cannot import.</summary>
    private static readonly ImmutableArray<string> Imported =
    [
        "bytes",
        "crypto/md5",
        "fmt",
        "math",
        "math/rand",
        "regexp",
        "sort",
        "strconv",
        "strings",
        "time",
    ];

    /// <summary>What a whole program may import beside these.</summary>
    private static readonly ImmutableArray<string> Importable =
    [
        "bufio",
        "cmp",
        "container/heap",
        "container/list",
        "container/ring",
        "context",
        "crypto/sha1",
        "crypto/sha256",
        "encoding/binary",
        "encoding/hex",
        "encoding/json",
        "errors",
        "hash/fnv",
        "io",
        "maps",
        "math/big",
        "math/bits",
        "math/cmplx",
        "os",
        "reflect",
        "slices",
        "sync",
        "sync/atomic",
        "unicode",
        "unicode/utf8",
    ];

    public override IReadOnlyList<(string Program, string Package)> Tools { get; } = [("go", "golang-go")];

    public override IReadOnlyList<string> Version { get; } = ["go", "version"];

    protected override string SourceFile => "program.go";

    protected override string ProgramSource(CodeTask task)
    {
        var (parameters, result) = Head(task);
        var code = task.Answer.IsWhole
            ? BraceCode.Setup(task) + task.Answer.Text
            : task.Prompt + BraceCode.Close(task.Answer.Text, depth: 1);
        // A completion stands under the prompt's imports, of which the authors keep what is used; a whole program has its own.
        code = Main().Replace(Package().Replace(code, ""), "func assayOtherMain()");
        return $$"""
            package main
            import assayRelay "assay"
            {{Imports(code, task.Answer.IsWhole ? task.Answer.Text : "")}}
            {{Import().Replace(code, "")}}
            func main() {
                assayRelay.Serve(func({{parameters}}) {{result}} { return {{task.EntryPoint}}({{string.Join(
                    ", ",
                    Names(parameters)
                )}}) })
            }

            """;
    }

    protected override string ChecksSource(CodeTask task)
    {
        var (parameters, result) = Head(task);
        var pointers = string.Join(", ", Names(parameters).Select(name => "&" + name));
        var test = Test().Match(task.Test) is { Success: true } match
            ? match.Groups["name"].Value
            : throw new FormatException("the checks have no function that begins with Test");
        return $$"""
            package main
            import assayRelay "assay"
            import "testing"
            import "github.com/stretchr/testify/assert"
            {{Imports(task.Prompt + task.Test)}}
            {{Import().Replace(task.Prompt, "")}}
                return assayRelay.Call[{{result}}]({{pointers}})
            }
            {{task.Test}}
            func main() { assayRelay.Check(func() { {{test}}(&testing.T{}) }) }

            """;
    }

    protected override async Task<SharedFiles> PrepareAsync(CancellationToken cancellationToken)
    {
        var outcome = await CompileAsync(
                $"sh prepare.sh {string.Join(' ', Imported.Concat(Importable))}",
                Harness.Files("go/prepare.sh", "go/assay.go", "go/assert.go", "go/testing.go"),
                [],
                cancellationToken
            )
            .ConfigureAwait(false);
        if (!outcome.Succeeded)
        {
            throw new SandboxException($"go cannot build its own packages: {outcome.Errors.Trim()}");
        }
        return SharedFiles.Write(await Builds.UnpackAsync(outcome.Output, cancellationToken).ConfigureAwait(false));
    }

    protected override string BuildCommand(string folder, string source) =>
        $"ln -s {folder} lib && tools=$(cat lib/tools)"
        + $" && \"$tools/compile\" -p main -complete -importcfg lib/importcfg -o program.o {SourceFile}"
        + " && \"$tools/link\" -s -w -importcfg lib/importcfg -o program program.o";

    protected override string FirstError(string errors) =>
        errors.Split('\n').FirstOrDefault(line => line.StartsWith(SourceFile, StringComparison.Ordinal))
        ?? base.FirstError(errors);

    /// <summary>What some code imports: all that its writer does, used or not, and what it uses of the usual packages.</summary>
    private static string Imports(string code, string written = "")
    {
        var own = string.Join('\n', Import().Matches(written).Select(match => match.Value));
        var bare = BraceCode.Bare(Import().Replace(code, ""));
        var added = Imported
            .Where(package => !own.Contains($"\"{package}\"", StringComparison.Ordinal))
            .Where(package => Regex.IsMatch(bare, $@"(?<![\w.]){package.Split('/')[^1]}\.", RegexOptions.None, Limit))
            .Select(package => $"import \"{package}\"");
        return string.Join('\n', added.Prepend(own));
    }

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private static (string Parameters, string Result) Head(CodeTask task)
    {
        var match = HeadPattern().Match(task.Prompt[BraceCode.HeadAt(task.Prompt, task.EntryPoint)..]);
        return match.Success
            ? (match.Groups["parameters"].Value, match.Groups["result"].Value.Trim())
            : throw new FormatException($"the head of the function '{task.EntryPoint}' cannot be read");
    }

    private static IEnumerable<string> Names(string parameters) =>
        parameters.Split(',').Select(parameter => parameter.Trim().Split(' ')[0]).Where(name => name.Length > 0);

    [GeneratedRegex(
        @"^func\s+\w+\s*\((?<parameters>[^()]*)\)(?<result>[^\n]*?)\{[ \t]*(?:\n|$)",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex HeadPattern();

    [GeneratedRegex(@"^func\s+(?<name>Test\w*)\s*\(", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Test();

    [GeneratedRegex(@"^func\s+main\s*\(\s*\)", RegexOptions.Multiline | RegexOptions.NonBacktracking, 1000)]
    private static partial Regex Main();

    [GeneratedRegex(@"^package\s+\w+[ \t]*$", RegexOptions.Multiline | RegexOptions.NonBacktracking, 1000)]
    private static partial Regex Package();

    [GeneratedRegex(
        @"^import\s*(?:\([^)]*\)|(?:[\w.]+\s+)?""[^""\n]*"")[ \t]*;?",
        RegexOptions.Multiline | RegexOptions.NonBacktracking,
        1000
    )]
    private static partial Regex Import();
}
