using Assay.Scoring;
using Assay.Scoring.Code;

namespace Assay.Benchmarks.Yaml.Tests;

/// <summary>What a YAML file of programs asks its judge to run.</summary>
public sealed class CodeTests : IDisposable
{
    private const string Output = """
        name: quiz
        data: data.jsonl
        kind: code
        columns: {question: q, input: tests.in, output: tests.out}
        code:
          language: python

        """;

    private const string Rows =
        """{"q": "Add two numbers.", "tests": [{"in": "1 2\n", "out": "3"}, {"in": "4 5", "out": "9"}]}""" + "\n";

    private readonly Quiz quiz = new();

    public void Dispose() => quiz.Dispose();

    [Fact]
    public async Task A_fenced_program_is_run_on_every_case()
    {
        var (_, task) = await RunAsync<ProgramTask>(Output, Rows, "Here:\n```python\nprint(3)\n```\nIt adds.");

        Assert.Equal("print(3)\n", task.Files["program.py"]);
        Assert.Equal([new("1 2\n", "3"), new("4 5", "9")], task.Cases);
        Assert.Equal(("python3 program.py", null, false), (task.Run, task.Build, task.Exact));
        Assert.Equal((TimeSpan.FromSeconds(10), 1L << 30), (task.Time, task.Memory));
    }

    [Fact]
    public async Task Files_commands_and_limits_are_those_of_the_file()
    {
        var (_, task) = await RunAsync<ProgramTask>(
            Output
                + "  files: {src/main.rb: \"{{ code }}# {{ question }}\"}\n  build: ruby -c src/main.rb\n  run: ruby src/main.rb\n"
                + "  compare: exact\n  time_limit: 2\n  memory_limit: 64\n",
            Rows,
            "```\nputs 3\n```"
        );

        Assert.Equal("puts 3\n# Add two numbers.", task.Files["src/main.rb"]);
        Assert.Equal(("ruby -c src/main.rb", "ruby src/main.rb", true), (task.Build, task.Run, task.Exact));
        Assert.Equal((TimeSpan.FromSeconds(2), 64L << 20), (task.Time, task.Memory));
    }

    [Fact]
    public async Task Tests_run_beside_the_program_and_end_with_a_word_of_their_own()
    {
        var (_, task) = await RunAsync<ProgramTask>(
            """
            name: quiz
            data: data.jsonl
            kind: code
            columns: {question: q, tests: t}
            code:
              language: python
              files:
                program.py: "{{ code }}"
                test.py: "{{ tests }}; print('{{ nonce }}')"
              run: python3 test.py

            """,
            """{"q": "Add.", "t": "import program"}""" + "\n",
            "def f(): pass"
        );

        Assert.Equal($"import program; print('{ProgramTask.Nonce}')", task.Files["test.py"]);
        Assert.Equal(new ProgramCase("", null), Assert.Single(task.Cases));
    }

    [Fact]
    public async Task A_function_is_called_by_checks_as_in_the_built_in_benchmarks()
    {
        var (_, task) = await RunAsync<CodeTask>(
            """
            name: quiz
            data: data.jsonl
            kind: code
            columns: {question: prompt, entry_point: name, tests: test}
            code: {language: python}

            """,
            """{"prompt": "def f(x):\n", "name": "f", "test": "assert f(1) == 2"}""" + "\n",
            "    return x + 1"
        );

        Assert.Equal(
            ("python", "f", "def f(x):\n", "assert f(1) == 2"),
            (task.Language, task.EntryPoint, task.Prompt, task.Test)
        );
        Assert.Equal("    return x + 1", task.Answer.Text);
    }

    [Fact]
    public async Task The_verdict_is_the_score()
    {
        var (score, _) = await RunAsync<ProgramTask>(Output, Rows, "```python\nprint(3)\n```");

        Assert.Equal(new MetricValue("pass@1", 0), Assert.Single(score.Values));
        Assert.Equal(("wrong", "as told", "fenced program"), (score.Outcome, score.Detail, score.Rule));
    }

    [Fact]
    public void The_prompt_asks_for_a_program()
    {
        quiz.With("quiz.yaml", Output).With("data.jsonl", Rows);

        Assert.Equal(
            "Add two numbers.\n\nWrite the whole program in python, in one fenced block.",
            quiz.Prompts()[0].Text
        );
    }

    private async Task<(Score Score, T Task)> RunAsync<T>(string yaml, string rows, string answer)
    {
        quiz.With("quiz.yaml", yaml).With("data.jsonl", rows);
        Assert.Empty(quiz.Mistakes());
        var benchmark = quiz.Load();
        await using var judge = new Recorder();
        var score = await ((IProgramBenchmark)benchmark).ScoreAsync(
            quiz.Samples()[0],
            answer,
            SettingsReader.Read(benchmark.Info),
            judge,
            TestContext.Current.CancellationToken
        );
        return (score, Assert.IsType<T>(judge.Asked));
    }

    private sealed class Recorder : ICodeJudge
    {
        public object? Asked { get; private set; }

        public ValueTask<CodeVerdict> JudgeAsync(CodeTask task, CancellationToken cancellationToken = default) =>
            Say(task);

        public ValueTask<CodeVerdict> JudgeAsync(ProgramTask task, CancellationToken cancellationToken = default) =>
            Say(task);

        public ValueTask<string?> LacksAsync(string language, CancellationToken cancellationToken = default) =>
            new((string?)null);

        public ValueTask<string?> LacksAsync(
            IReadOnlyList<string> programs,
            CancellationToken cancellationToken = default
        ) => new((string?)null);

        public ValueTask DisposeAsync() => default;

        private ValueTask<CodeVerdict> Say(object task)
        {
            Asked = task;
            return new(new CodeVerdict(CodeOutcome.Wrong, "as told"));
        }
    }
}
