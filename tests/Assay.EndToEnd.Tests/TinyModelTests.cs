namespace Assay.EndToEnd.Tests;

/// <summary>The README's first command: the model that comes along, on every small data set.</summary>
public sealed class TinyModelTests : IDisposable
{
    private static readonly string[] First =
    [
        "eval",
        "--model",
        "tiny",
        "--datasets",
        "mini_mmlu",
        "mini_arc",
        "mini_gsm8k",
        "mini_bbh",
    ];

    private readonly AssayProgram assay = new();

    public void Dispose() => assay.Dispose();

    [Fact]
    public async Task Run_twice_gives_the_same_reports_byte_by_byte()
    {
        // Answers in memory alone: the second run asks again.
        (await assay.RunAsync([.. First, "--mem-cache"])).Succeeded();
        (await assay.RunAsync([.. First, "--mem-cache"])).Succeeded();

        var runs = assay.Runs();
        Assert.Equal(2, runs.Count);
        Assert.Equal(RunFiles.Reports(runs[0]), RunFiles.Reports(runs[1]));
        Assert.Equal(RunFiles.Reviews(runs[0]), RunFiles.Reviews(runs[1]));
    }

    [Fact]
    public async Task Another_number_of_threads_gives_the_same_answers()
    {
        string[] few = [.. First, "--limit", "5", "--mem-cache"];
        (await assay.RunAsync([.. few, "--model-args", "threads=1"])).Succeeded();
        (await assay.RunAsync([.. few, "--model-args", "threads=2"])).Succeeded();

        var answers = assay.Runs().Select(run => RunFiles.Answers(run)).ToArray();
        Assert.NotEmpty(answers[0]);
        Assert.Equal(answers[0], answers[1]);
    }

    [Fact]
    public async Task It_is_better_than_chance_and_worse_than_perfect()
    {
        var results = (await assay.RunAsync([.. First, "--json"])).Primary();

        var scores = results.ToDictionary(
            result => result.GetProperty("dataset").GetString()!,
            result => result.GetProperty("score").GetDouble()
        );
        // Chance is a quarter in the first two, near nothing in the others.
        Assert.InRange(scores["mini_mmlu"], 0.5, 0.9);
        Assert.InRange(scores["mini_arc"], 0.5, 0.9);
        Assert.InRange(scores["mini_bbh"], 0.45, 0.9);
        Assert.InRange(scores["mini_gsm8k"], 0.2, 0.9);
    }
}
