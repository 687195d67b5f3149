namespace Assay.EndToEnd.Tests;

/// <summary>Programs that models wrote, under the real program.</summary>
public sealed class ProgramsTests : IDisposable
{
    private const string Code = """
        name: programs
        data: programs.jsonl
        kind: code
        columns: {question: task, input: in, output: out}
        code: {language: python, run: python3 program.py MARK, time_limit: 1000}

        """;

    private readonly AssayProgram assay = new();
    private readonly string mark = $"assay-mark-{Guid.NewGuid():N}";

    public void Dispose() => assay.Dispose();

    [Fact]
    public async Task Killed_assay_leaves_no_program_running()
    {
        Sandbox.Require();
        using var run = assay.Start(Evaluating("import time\\nwhile True: time.sleep(1)"));
        await run.UntilAsync(Sandbox.UntilAsync(() => Sandbox.Running(mark).Count > 0));

        await run.KillAsync();

        await Sandbox.UntilAsync(() => Sandbox.Running(mark).Count == 0);
    }

    [Fact]
    public async Task A_fork_bomb_is_over_with_its_item_and_the_others_are_scored()
    {
        Sandbox.Require();
        var outcome = await assay.RunAsync(
            Evaluating(
                "import os\\nwhile True:\\n  try: os.fork()\\n  except OSError: pass",
                "print(2 * int(input()))",
                "print(2 * int(input()))"
            )
        );

        Assert.Equal(2.0 / 3, outcome.Succeeded().Score(), 4);
        Assert.Empty(Sandbox.Running(mark));
    }

    private string[] Evaluating(params string[] programs)
    {
        var limit = programs.Length > 1 ? "1" : "1000";
        assay.Write(
            "programs.yaml",
            Code.Replace("MARK", mark, StringComparison.Ordinal).Replace("1000", limit, StringComparison.Ordinal)
        );
        assay.Write(
            "programs.jsonl",
            string.Concat(
                programs.Select((_, i) => $$"""{"task": "Double it ({{i}}).", "in": "2", "out": "4"}""" + "\n")
            )
        );
        assay.Write(
            "answers.jsonl",
            string.Concat(
                programs.Select(
                    (program, i) =>
                        $$"""{"dataset": "programs", "subset": "main", "index": {{i}}, "text": "```python\n{{program}}\n```"}"""
                        + "\n"
                )
            )
        );
        return ["eval", "--model", "replay:answers.jsonl", "--datasets", "programs.yaml", "--json"];
    }
}
