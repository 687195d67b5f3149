using System.Text.Json;
using Assay.Benchmarks;
using Assay.Models;
using Assay.Reports;
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

    /// <summary>
    /// From 1 − C(8−c, k) / C(8, k) over the recorded verdicts, without the four answers 50625 to 50,625: the authors' equality compares
    /// texts.
    /// </summary>
    [Theory]
    [InlineData("acc", 347.0 / 400)]
    [InlineData("pass@1", 0.8675)]
    [InlineData("pass@2", 0.895)]
    [InlineData("pass@4", 0.9225714285714287)]
    [InlineData("pass@5", 0.9296428571428571)]
    [InlineData("pass@8", 0.94)]
    [InlineData("maj@8", 0.88)]
    public void Eight_answers_to_each_problem_give_pass_and_majority_at_k(string metric, double expected)
    {
        var settings = Settings.Of(Benchmark) with { Repeats = 8 };
        var board = new Scoreboard(Benchmark.Info, settings, "Qwen2.5-Math");
        foreach (var row in Recorded.Lines("recorded/math-qwen2.5/math_cot_even.jsonl.gz"))
        {
            var sample = Problem(row) with { Index = row.GetProperty("index").GetInt32() };
            var answer = new Generated(row.GetProperty("text").GetString()!);
            board.Add(sample, row.GetProperty("repeat").GetInt32(), Benchmark.Score(sample, answer, settings), default);
        }

        var entry = Assert.Single(board.ToReport(0), entry => entry.Metric == metric);

        Assert.Equal(expected, entry.Score!.Mean, 12);
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
        var sample = Problem(row);
        var score = Benchmark.Score(
            sample,
            new Generated(row.GetProperty("text").GetString()!),
            Settings.Of(Benchmark, protocol)
        );
        return score.Values.Single(value => value.Metric == "math_equal").Value == 1;
    }

    private static Sample Problem(JsonElement row) =>
        Benchmark.Parse(
            "algebra",
            new
            {
                problem = row.GetProperty("question").GetString(),
                solution = row.GetProperty("gold_solution").GetString(),
                level = row.GetProperty("level").GetString(),
            }
        );
}
