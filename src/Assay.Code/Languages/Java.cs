using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Code.Conversation;
using Assay.Sandbox;
using Assay.Scoring.Code;

namespace Assay.Code.Languages;

/// <summary>
/// Java: answers are compiled by a compiler that stays, warm, in a sandbox of its own, and run each in a new virtual machine; checks are
/// compiled and run by one that stays, since they are the benchmark's.
/// </summary>
internal sealed partial class Java : ILanguage
{
    private const string Solution = "Solution";

    // Start fast rather than run fast, since programs are short; standard output is the harness's.
    private const string Flags =
        "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -XX:+DisplayVMOutputToStderr -Xlog:disable";

    private static readonly TimeSpan CompileTime = TimeSpan.FromSeconds(60);

    private static readonly SandboxLimits Resident = new()
    {
        Time = Timeout.InfiniteTimeSpan,
        Memory = 2L << 30,
        Processes = 128,
    };

    private readonly ISandbox sandbox;
    private readonly int parallel;
    private readonly SemaphoreSlim preparing = new(1);
    private readonly ResidentPrograms compilers;
    private readonly ResidentPrograms checkers;
    private readonly ConcurrentDictionary<(TimeSpan, long), WaitingPrograms> programs = new();
    private SharedFiles? classes;

    public Java(ISandbox sandbox, int parallel)
    {
        (this.sandbox, this.parallel) = (sandbox, parallel);
        compilers = new(token => StartAsync("java " + Flags, "Compiler", Resident, token));
        checkers = new(token => StartAsync("java -Xmx1g " + Flags, "Checker", Resident, token));
    }

    public IReadOnlyList<(string Program, string Package)> Tools { get; } =
    [("java", "default-jdk-headless"), ("javac", "default-jdk-headless")];

    public IReadOnlyList<string> Version { get; } = ["javac", "-version"];

    public async Task<CodeVerdict> JudgeAsync(CodeTask task, CancellationToken cancellationToken)
    {
        string answer;
        string test;
        try
        {
            var head = Signature.Parse(task.Prompt[BraceCode.HeadAt(task.Prompt, task.EntryPoint)..], task.EntryPoint);
            (answer, test) = (ProgramSource(task, head), ChecksSource(task, head));
        }
        catch (FormatException e)
        {
            return new(CodeOutcome.SandboxFault, e.Message);
        }
        var (compiled, failure) = await CompileAsync(answer, cancellationToken).ConfigureAwait(false);
        if (failure is not null)
        {
            return failure;
        }
        var waiting = programs.GetOrAdd((task.Time, task.Memory), _ => Waiting(task));
        return await Duel.RunAsync(
                waiting,
                [compiled],
                program => CheckAsync(test, task, program, cancellationToken),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var waiting in programs.Values)
        {
            await waiting.DisposeAsync().ConfigureAwait(false);
        }
        await compilers.DisposeAsync().ConfigureAwait(false);
        await checkers.DisposeAsync().ConfigureAwait(false);
        classes?.Dispose();
        preparing.Dispose();
    }

    private static string ProgramSource(CodeTask task, Signature head)
    {
        var (source, type) = task.Answer.IsWhole
            ? Whole(task)
            : (task.Prompt + BraceCode.Close(task.Answer.Text, depth: 2), Solution);
        var given = head.Parameters.Select((parameter, i) => $"({parameter.Type}) given[{i}]");
        return $$"""
            {{source}}
            final class AssayProgram {
                public static Object call(Object[] given) throws Throwable {
                    {{head.Result}} result = new {{type}}().{{task.EntryPoint}}({{string.Join(", ", given)}});
                    return result;
                }
            }

            """;
    }

    private static string ChecksSource(CodeTask task, Signature head)
    {
        var names = string.Join(", ", head.Parameters.Select(parameter => parameter.Name));
        return $$"""
            {{task.Prompt}}
                return ({{head.Result}}) assay.Checker.call(new Object[] { {{names}} });
            }
            }
            {{task.Test}}

            """;
    }

    /// <summary>A whole answer's source, and the class in which the function is: the answer's own, or the prompt's around it.</summary>
    private static (string Source, string Type) Whole(CodeTask task)
    {
        var text = Package().Replace(task.Answer.Text, "");
        var imports = string.Concat(Import().Matches(task.Prompt).Select(match => match.Value + "\n"));
        var head = BraceCode.HeadAt(text, task.EntryPoint);
        var names = Class()
            .Matches(text[..(text.IndexOf('\n', head) is >= 0 and var end ? end : text.Length)])
            .Select(match => match.Groups["name"].Value)
            .ToList();
        if (names.Count > 0)
        {
            return (imports + text, names.Contains(Solution, StringComparer.Ordinal) ? Solution : names[^1]);
        }
        imports += string.Concat(Import().Matches(text).Select(match => match.Value + "\n"));
        return (
            $"{imports}{Import().Replace(BraceCode.Setup(task), "")}\n{BraceCode.Close(Import().Replace(text, ""), depth: 1)}",
            Solution
        );
    }

    private async Task<(byte[] Classes, CodeVerdict? Failure)> CompileAsync(
        string source,
        CancellationToken cancellationToken
    )
    {
        await using var compiler = await compilers.TakeAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await Frames.WriteAsync(compiler.Program.Input, 'S', source, cancellationToken).ConfigureAwait(false);
            var answer = await Frames
                .ReadAsync(compiler.Program.Output, cancellationToken)
                .WaitAsync(CompileTime, cancellationToken)
                .ConfigureAwait(false);
            compiler.IsWhole = answer is { Kind: 'K' or 'E' };
            return answer switch
            {
                { Kind: 'K' } => (answer.Value.Body.ToArray(), null),
                { Kind: 'E' } => ([], new(CodeOutcome.CompileError, answer.Value.Text)),
                _ => ([], new(CodeOutcome.SandboxFault, "the compiler is gone")),
            };
        }
        catch (TimeoutException)
        {
            return ([], new(CodeOutcome.CompileError, "the compiler took too long"));
        }
    }

    private async Task<CodeVerdict> CheckAsync(
        string source,
        CodeTask task,
        RunningProgram program,
        CancellationToken cancellationToken
    )
    {
        await using var checker = await checkers.TakeAsync(cancellationToken).ConfigureAwait(false);
        var checks = checker.Program;
        await Frames.WriteAsync(checks.Input, 'J', source, cancellationToken).ConfigureAwait(false);
        // A checker that is cold takes longer than most checks.
        var verdict = await Relay
            .CheckAsync(checks, program, CompileTime + 2 * task.Time, cancellationToken)
            .ConfigureAwait(false);
        checker.IsWhole =
            verdict.Outcome != CodeOutcome.SandboxFault
            && !checks.Ended.IsCompleted
            && await Frames.ReadAsync(checks.Output, cancellationToken).ConfigureAwait(false) is { Kind: 'Z' };
        return verdict;
    }

    private WaitingPrograms Waiting(CodeTask task)
    {
        // Half of the memory for objects: the rest of the runtime needs some, and the wall is the sandbox's.
        var heap = (task.Memory / 2 >> 20).ToString(CultureInfo.InvariantCulture);
        var limits = new SandboxLimits
        {
            Time = 2 * task.Time,
            ProcessorTime = task.Time,
            Memory = task.Memory,
        };
        return new(token => StartAsync($"java -Xmx{heap}m {Flags}", "Candidate", limits, token), parallel);
    }

    private async Task<RunningProgram> StartAsync(
        string java,
        string main,
        SandboxLimits limits,
        CancellationToken cancellationToken
    )
    {
        var folder = (await ClassesAsync(cancellationToken).ConfigureAwait(false)).Folder;
        return await sandbox
            .StartAsync(
                new SandboxCommand("/bin/sh", "-c", $"exec {java} -cp {folder}/assay.jar assay.{main}")
                {
                    Shared = [folder],
                },
                limits,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private async Task<SharedFiles> ClassesAsync(CancellationToken cancellationToken)
    {
        await preparing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return classes ??= await PrepareAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            preparing.Release();
        }
    }

    private async Task<SharedFiles> PrepareAsync(CancellationToken cancellationToken)
    {
        string[] sources = ["Candidate", "Checker", "Classes", "Compiler", "Wire"];
        var outcome = await sandbox
            .RunAsync(
                new SandboxCommand(
                    "/bin/sh",
                    "-c",
                    "javac -nowarn -d classes *.java >&2 && cd classes && jar --create --file ../assay.jar . >&2 && cat ../assay.jar"
                )
                {
                    Files = Harness.Files([.. sources.Select(name => $"java/{name}.java")]),
                },
                Builds.Limits,
                cancellationToken
            )
            .ConfigureAwait(false);
        return outcome.Succeeded
            ? SharedFiles.Write(new SandboxFile("assay.jar", outcome.Output))
            : throw new SandboxException($"javac cannot compile its own classes: {outcome.Errors.Trim()}");
    }

    [GeneratedRegex(@"^\s*package\s+[\w.]+\s*;", RegexOptions.Multiline | RegexOptions.NonBacktracking, 1000)]
    private static partial Regex Package();

    [GeneratedRegex(@"^[ \t]*import\s+[\w.* ]+;", RegexOptions.Multiline | RegexOptions.NonBacktracking, 1000)]
    private static partial Regex Import();

    [GeneratedRegex(
        @"^[ \t]*(?:@\w+\s+)*(?:(?:public|final|abstract|static)\s+)*class\s+(?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.NonBacktracking,
        1000
    )]
    private static partial Regex Class();
}
