using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Models;
using Assay.Reports;
using Assay.Scoring;
using Assay.Statistics;

namespace Assay.Tests.Reports;

/// <summary>A benchmark of the tests' own: three subsets in two categories.</summary>
internal static class Quiz
{
    public static ImmutableArray<SubsetInfo> Subsets { get; } =
    [new("algebra", 4, "STEM"), new("law", 4, "Humanities"), new("physics", 4, "STEM")];

    public static BenchmarkInfo Info { get; } =
        new()
        {
            Name = "quiz",
            Title = "Quiz",
            Summary = "Questions for tests.",
            Version = 1,
            Licence = "Apache-2.0",
            Citation = "none",
            Folders = ["quiz"],
            Subsets = Subsets,
            EvaluationSplit = "test",
            FewShot = 0,
            Modes = [EvalMode.Generate],
            Protocols = ["official"],
            Layouts = [],
        };

    public static BenchmarkSettings Settings { get; } =
        new()
        {
            Protocol = "official",
            Mode = EvalMode.Generate,
            FewShot = 0,
            Subsets = Subsets,
        };

    public static Scoreboard Scoreboard(BenchmarkSettings? settings = null) => new(Info, settings ?? Settings, "model");

    public static Sample Sample(
        string subset,
        int index,
        string? cluster = null,
        string? category = null,
        int choices = 0
    ) =>
        new()
        {
            Dataset = "quiz",
            Subset = subset,
            Index = index,
            Question = "?",
            Reference = "A",
            Cluster = cluster,
            Category = category,
            Choices = [.. Enumerable.Range(0, choices).Select(i => new Choice($"{(char)('A' + i)}", "x"))],
        };

    public static Score Score(params ReadOnlySpan<(string Metric, double Value)> values) =>
        new()
        {
            Status = ScoreStatus.Scored,
            Values = [.. values.ToArray().Select(value => new MetricValue(value.Metric, value.Value))],
            Gold = "A",
        };

    public static Score Right { get; } = Score(("acc", 1));

    public static Score Wrong { get; } = Score(("acc", 0));

    public static Score Lost { get; } = Wrong with { Status = ScoreStatus.Unanswerable };

    public static Score Failed { get; } = Assay.Scoring.Score.Failure("A", "connection refused");

    /// <summary>Adds one score after the other to a subset, from index 0 on.</summary>
    public static void Add(this Scoreboard board, string subset, params ReadOnlySpan<Score> scores)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            board.Add(Sample(subset, i), 0, scores[i], new TokenUsage(10, 2));
        }
    }

    /// <summary>A finished entry to write out.</summary>
    public static MetricReport Result { get; } =
        new()
        {
            Model = "org/model",
            Revision = "v1.0.1",
            Precision = "fp16",
            Dataset = "quiz",
            Title = "Quiz",
            Version = 1,
            Protocol = "official",
            Mode = EvalMode.Generate,
            FewShot = 0,
            Metric = "acc",
            Primary = true,
            Score = new Estimate(2.0 / 3, 0.2108185106778920, 0.3, 0.9032, 6),
            SubsetMean = new Estimate(0.625, 0.2, 0.25, 0.875, 6),
            Chance = 0.25,
            N = 6,
            Unanswerable = 1,
            Failed = 0,
            Usage = new(60, 12),
            Subsets =
            [
                new("algebra", "STEM", new Estimate(0.75, 0.25, 0.3006, 0.9544, 4), 4, 1, 0),
                new("law", "Humanities", new Estimate(0.5, 0.5, 0.0945, 0.9055, 2), 2, 0, 0),
                new("physics", "STEM", null, 0, 0, 0),
            ],
            Categories =
            [
                new("STEM", null, new Estimate(0.75, 0.25, 0.3006, 0.9544, 4), 4, 1, 0),
                new("Humanities", null, new Estimate(0.5, 0.5, 0.0945, 0.9055, 2), 2, 0, 0),
            ],
        };

    public static EvalReport Report(params ImmutableArray<MetricReport> results) =>
        new("/somewhere/outputs/run-1", results);
}
