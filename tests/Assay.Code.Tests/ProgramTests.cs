using System.Collections.Immutable;
using System.Runtime.Versioning;
using Assay.Scoring.Code;

namespace Assay.Code.Tests;

/// <summary>Whole programs, built and run as a user's benchmark says.</summary>
[SupportedOSPlatform("linux")]
public sealed class ProgramTests(Judge judge) : IClassFixture<Judge>
{
    private const string Sum = "print(sum(map(int, input().split())))";

    public static TheoryData<string, string, string?, string> Sums =>
        new()
        {
            { "python3 program.py", "program.py", null, Sum },
            {
                "./program",
                "program.cpp",
                "g++ program.cpp -o program",
                "#include <iostream>\nint main() { int a, b; std::cin >> a >> b; std::cout << a + b; }"
            },
            {
                "java Main",
                "Main.java",
                "javac Main.java",
                "import java.util.*;\npublic class Main { public static void main(String[] a) { Scanner s = new Scanner(System.in); System.out.println(s.nextInt() + s.nextInt()); } }"
            },
            {
                "./program",
                "program.go",
                "go build -o program program.go",
                "package main\nimport \"fmt\"\nfunc main() { var a, b int; fmt.Scan(&a, &b); fmt.Println(a + b) }"
            },
            {
                "node program.js",
                "program.js",
                null,
                "console.log(require('fs').readFileSync(0, 'utf8').split(' ').map(Number).reduce((a, b) => a + b))"
            },
            { "sh program.sh", "program.sh", null, "read a b; echo $((a + b))" },
        };

    [Theory]
    [MemberData(nameof(Sums))]
    public async Task A_program_is_built_and_run_on_each_case(string run, string file, string? build, string code)
    {
        var task = Task(code, ("1 2\n", "3"), ("20 30\n", "50")) with
        {
            Files = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create(file, code)]),
            Build = build,
            Run = run,
        };
        Assert.Equal(new CodeVerdict(CodeOutcome.Passed), await judge.OfAsync(task, run.Split(' ')[0]));
    }

    [Theory]
    [InlineData("print(3)", CodeOutcome.Wrong, "case 2: it printed '3', not '50'")]
    [InlineData("print(", CodeOutcome.RuntimeError, "SyntaxError")]
    [InlineData("raise SystemExit(3)", CodeOutcome.RuntimeError, "exit code 3")]
    [InlineData("import os; os._exit(0)", CodeOutcome.Wrong, "it printed ''")]
    [InlineData("while True: pass", CodeOutcome.TimeOut, "")]
    [InlineData("x = []\nwhile True: x.append(bytearray(10**7))", CodeOutcome.OutOfMemory, "")]
    [InlineData("while True: print('x' * 10000)", CodeOutcome.TooMuchOutput, "")]
    [InlineData("print(open('/etc/shadow').read())", CodeOutcome.RuntimeError, "FileNotFoundError")]
    public async Task A_program_that_does_not_print_what_it_must_fails(string code, CodeOutcome outcome, string detail)
    {
        var verdict = await judge.OfAsync(Task(code, ("1 2\n", "3"), ("20 30\n", "50")));
        Assert.Equal(outcome, verdict.Outcome);
        Assert.Contains(detail, verdict.Detail ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("print('a  b')", false, CodeOutcome.Passed)]
    [InlineData("print('a  b')", true, CodeOutcome.Wrong)]
    [InlineData("print('a b\\n')", true, CodeOutcome.Passed)]
    [InlineData("print('A b')", false, CodeOutcome.Wrong)]
    public async Task Outputs_are_compared_by_words_or_exactly(string code, bool exact, CodeOutcome outcome) =>
        Assert.Equal(outcome, (await judge.OfAsync(Task(code, ("", "a b")) with { Exact = exact })).Outcome);

    [Theory]
    [InlineData("def f(x): return x + 1", CodeOutcome.Passed)]
    [InlineData("def f(x): return x", CodeOutcome.Wrong)]
    [InlineData("import os\nos._exit(0)", CodeOutcome.Wrong)]
    [InlineData("def f(x): raise SystemExit(0)", CodeOutcome.Wrong)]
    [InlineData("print('passed')\ndef f(x): exit()", CodeOutcome.Wrong)]
    public async Task Tests_beside_a_program_pass_when_they_came_to_their_end(string code, CodeOutcome outcome)
    {
        var task = Task(code, ("", null)) with
        {
            Files = ImmutableSortedDictionary.CreateRange(
                StringComparer.Ordinal,
                [
                    KeyValuePair.Create("program.py", code),
                    KeyValuePair.Create(
                        "test.py",
                        $"import program\nassert program.f(1) == 2\nprint('{ProgramTask.Nonce}')"
                    ),
                ]
            ),
            Run = "python3 test.py",
        };
        Assert.Equal(outcome, (await judge.OfAsync(task)).Outcome);
    }

    [Fact]
    public async Task A_build_that_fails_is_a_compile_error_with_its_last_line()
    {
        var verdict = await judge.OfAsync(Task("", ("", "")) with { Build = "echo no such thing >&2; exit 7" });
        Assert.Equal(new CodeVerdict(CodeOutcome.CompileError, "no such thing"), verdict);
    }

    private static ProgramTask Task(string code, params ImmutableArray<(string Input, string? Output)> cases) =>
        new()
        {
            Files = ImmutableSortedDictionary.CreateRange(
                StringComparer.Ordinal,
                [KeyValuePair.Create("program.py", code)]
            ),
            Run = "python3 program.py",
            Cases = [.. cases.Select(one => new ProgramCase(one.Input, one.Output))],
            Time = TimeSpan.FromSeconds(3),
            Memory = 512L << 20,
        };
}
