using Assay.Benchmarks;
using Assay.Models;
using Assay.Scoring;
using Assay.Tests.Support;

namespace Assay.Parity.Tests;

public sealed class MmluParityTests
{
    private static readonly Mmlu Benchmark = new();

    [Theory]
    [InlineData("anthropic_claude-3-opus-20240229")]
    [InlineData("google_gemini-1.5-pro-preview-0409")]
    [InlineData("meta_llama-3-70b")]
    [InlineData("openai_gpt-4-0613")]
    [InlineData("openai_gpt-4o-2024-05-13")]
    public void Verdicts_recorded_by_HELM_are_reproduced_in_every_row(string model)
    {
        var settings = Settings.Of(Benchmark);
        var rows = Recorded.Lines($"recorded/mmlu-helm/{model}.jsonl");
        var expected = Recorded.Document($"recorded/mmlu-helm/{model}.expected.json");
        var right = new Dictionary<string, int>();

        foreach (var row in rows)
        {
            var subject = row.GetProperty("subset").GetString()!;
            var sample = Question(subject, row.GetProperty("gold").GetString()!);
            var score = Benchmark.Score(sample, new Generated(row.GetProperty("text").GetString()!), settings);

            Assert.NotEqual(ScoreStatus.Failed, score.Status);
            Assert.Equal(row.GetProperty("recorded_correct").GetBoolean(), score.Values[0].Value == 1);
            right[subject] = right.GetValueOrDefault(subject) + (int)score.Values[0].Value;
        }
        Assert.Equal(1_079, rows.Count);
        Assert.Equal(
            expected
                .EnumerateObject()
                .ToDictionary(subject => subject.Name, subject => subject.Value.GetProperty("correct").GetInt32()),
            right
        );
    }

    private static Sample Question(string subject, string gold) =>
        Benchmark.Parse(
            subject,
            new
            {
                question = "?",
                choices = (string[])["w", "x", "y", "z"],
                answer = gold,
            }
        );
}
