using System.Text;
using Assay.Sandbox;
using Assay.Scoring.Code;

namespace Assay.Code.Languages;

/// <summary>C++ by g++, as the authors of HumanEval-X compile it: <c>-std=c++11</c>, not optimized.</summary>
internal sealed class Cpp(ISandbox sandbox) : CompiledLanguage(sandbox)
{
    private const string Header = "assay.hpp";
    private const string Flags = "-std=c++11 -O0 -w -fmax-errors=1";

    // The faster linker, where it is there.
    private static readonly string Linker = ProgramPaths.Find("ld.gold") is null ? "" : " -fuse-ld=gold";

    public override IReadOnlyList<(string Program, string Package)> Tools { get; } =
    [("g++", "g++"), ("/usr/include/openssl/md5.h", "libssl-dev")];

    public override IReadOnlyList<string> Version { get; } = ["g++", "--version"];

    protected override string SourceFile => "program.cpp";

    protected override string ProgramSource(CodeTask task)
    {
        var head = Head(task);
        var source = new StringBuilder($"#include \"{Header}\"\n#define main assay_other_main\n#line 1 \"answer\"\n");
        source.Append(
            task.Answer.IsWhole
                ? BraceCode.Setup(task) + task.Answer.Text
                : task.Prompt + BraceCode.Close(task.Answer.Text, depth: 1)
        );
        // Names that the answer may have given other meanings.
        source.Append(
            "\n#undef main\n#undef int\nstatic void assay_program(assay::Reader& given, assay::Writer& result) {\n"
        );
        foreach (var (type, name) in head.Parameters)
        {
            source.Append($"assay::Plain<{type}>::type {name} = assay::get<{type}>(given);\n");
        }
        var names = string.Join(", ", head.Parameters.Select(parameter => parameter.Name));
        source.Append($"assay::put<assay::Plain<{head.Result}>::type>(result, ::{task.EntryPoint}({names}));\n}}\n");
        source.Append("int main() { assay::serve(assay_program); }\n");
        return source.ToString();
    }

    protected override string ChecksSource(CodeTask task)
    {
        var head = Head(task);
        var names = string.Join(", ", head.Parameters.Select(parameter => parameter.Name));
        return $$"""
            #include "{{Header}}"
            {{task.Prompt}}
            return assay::call<{{head.Result}}>({{names}});
            }
            #define main assay_checks_main
            {{task.Test}}
            #include "checks.hpp"

            """;
    }

    protected override async Task<SharedFiles> PrepareAsync(CancellationToken cancellationToken)
    {
        var header = new SandboxFile(Header, Encoding.UTF8.GetBytes(Harness.Text($"cpp/{Header}")));
        var outcome = await CompileAsync(
                $"g++ {Flags} -x c++-header {Header} -o header && cat header",
                [header],
                [],
                cancellationToken
            )
            .ConfigureAwait(false);
        if (!outcome.Succeeded)
        {
            throw new SandboxException($"g++ cannot compile its own headers: {FirstError(outcome.Errors)}");
        }
        return SharedFiles.Write(
            header,
            new SandboxFile(Header + ".gch", outcome.Output),
            SandboxFile.Text("checks.hpp", Harness.Text("cpp/checks.hpp")),
            SandboxFile.Text("boost/any.hpp", Harness.Text("cpp/boost/any.hpp"))
        );
    }

    protected override string BuildCommand(string folder, string source)
    {
        var libraries = source.Contains("openssl", StringComparison.Ordinal) ? " -lcrypto -lssl" : "";
        return $"g++ {Flags} -pipe -s{Linker} -I{folder} {SourceFile} -o program{libraries}";
    }

    private static Signature Head(CodeTask task) =>
        Signature.Parse(task.Prompt[BraceCode.HeadAt(task.Prompt, task.EntryPoint)..], task.EntryPoint);
}
