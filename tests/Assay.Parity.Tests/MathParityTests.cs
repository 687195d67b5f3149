using System.Text.Json;
using Assay.Benchmarks;
using Assay.Models;
using Assay.Tests.Support;

namespace Assay.Parity.Tests;

/// <summary>Qwen2.5-Math on 50 problems of MATH, eight answers to each, with the verdicts of its symbolic scorer.</summary>
public sealed class MathParityTests
{
    private static readonly CompetitionMath Benchmark = new();

    /// <summary>
    /// The recorder did not read the reference 10{,}000 as a number, so that the answer 10000 counted as wrong; it is right.
    /// </summary>
    private static readonly (int Index, int Repeat)[] ThousandsNotReadByTheRecorder = [(72, 7)];

    [Fact]
    public void Recorded_verdicts_differ_only_where_the_recorder_missed_a_thousands_separator()
    {
        var rows = Recorded.Lines("recorded/math-qwen2.5/math_cot_even.jsonl.gz");

        var differing = rows.Where(row =>
                row.GetProperty("recorded_correct").GetBoolean() != IsEqual(row, Protocol.Llmuses)
            )
            .Select(row => (row.GetProperty("index").GetInt32(), row.GetProperty("repeat").GetInt32()));

        Assert.Equal(ThousandsNotReadByTheRecorder, differing);
        Assert.Equal(351, rows.Count(row => row.GetProperty("recorded_correct").GetBoolean()));
        Assert.Equal(400, rows.Count);
    }

    [Fact]
    public void The_worked_solutions_of_the_data_are_right_by_every_measure()
    {
        var benchmark = new Math500();
        var samples = Recorded.Samples(benchmark, "main", Recorded.Lines("math_500/test.jsonl"));

        var wrong = samples.Where(sample =>
            benchmark
                .Score(sample, new Generated(sample.Solution!), Settings.Of(benchmark))
                .Values.Any(value => value.Value != 1)
        );

        Assert.Empty(wrong);
        Assert.Equal(500, samples.Count);
    }

    private static bool IsEqual(JsonElement row, string protocol)
    {
        var sample = Benchmark.Parse(
            "algebra",
            new
            {
                problem = row.GetProperty("question").GetString(),
                solution = row.GetProperty("gold_solution").GetString(),
            }
        );
        var score = Benchmark.Score(
            sample,
            new Generated(row.GetProperty("text").GetString()!),
            Settings.Of(Benchmark, protocol)
        );
        return score.Values.Single(value => value.Metric == "math_equal").Value == 1;
    }
}
