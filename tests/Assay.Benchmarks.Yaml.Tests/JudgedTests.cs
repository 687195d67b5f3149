using Assay.Testing;

namespace Assay.Benchmarks.Yaml.Tests;

/// <summary>Benchmarks whose answers models judge.</summary>
public sealed class JudgedTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_judged_benchmark_needs_a_judge_and_brings_its_rubric()
    {
        var info = Info("kind: judged\njudge: {rubric: Be strict.}\n");

        Assert.Equal((true, "Be strict."), (info.NeedsJudge, info.Rubric));
    }

    [Fact]
    public void A_free_answer_may_have_a_rubric_and_need_no_judge()
    {
        var info = Info("kind: free_answer\njudge: {rubric: Be strict.}\n");

        Assert.Equal((false, "Be strict."), (info.NeedsJudge, info.Rubric));
    }

    private BenchmarkInfo Info(string yaml)
    {
        folder.Write("data.csv", "question,answer\nWho?,Ann\n");
        return BenchmarkFile
            .Load(
                folder.Write(
                    "quiz.yaml",
                    $"name: quiz\ndata: data.csv\n{yaml}columns: {{question: question, answer: answer}}\n"
                )
            )
            .Info;
    }
}
