using System.Collections.Immutable;
using System.Globalization;
using Assay.Benchmarks;
using Assay.Models;
using Assay.Prompts;
using Assay.Runs;
using Assay.Scoring;

namespace Assay.Tests.Runs;

/// <summary>A benchmark of sums, small enough to reason about.</summary>
internal sealed class SumBenchmark : Benchmark
{
    public override BenchmarkInfo Info { get; } =
        new()
        {
            Name = "sums",
            Title = "Sums",
            Summary = "Adds a number to itself.",
            Version = 1,
            Licence = "Apache-2.0",
            Citation = "none",
            Folders = ["sums"],
            Subsets = [new("small"), new("large")],
            EvaluationSplit = "test",
            FewShot = 0,
            Modes = [EvalMode.Generate],
            Protocols = ["official"],
            Layouts = [],
        };

    public override Sample Parse(DataRow row, string subset, int index) => throw new NotSupportedException();

    public override Prompt Ask(Sample sample, Shots shots, BenchmarkSettings settings) => new(sample.Question);

    public override Score Score(Sample sample, ModelAnswer answer, BenchmarkSettings settings)
    {
        var text = ((Generated)answer).Text;
        return new Score
        {
            Status = ScoreStatus.Scored,
            Values = [new("acc", text == sample.Reference ? 1 : 0)],
            Extracted = text,
            Rule = "whole text",
            Gold = sample.Reference,
        };
    }
}

internal static class TestTasks
{
    public static Sample Sample(int index, string subset = "small") =>
        new()
        {
            Dataset = "sums",
            Subset = subset,
            Index = index,
            Question = $"{index} + {index} =",
            Reference = (index + index).ToString(CultureInfo.InvariantCulture),
        };

    public static SubsetTask Task(int samples, int repeats = 1, string subset = "small")
    {
        var benchmark = new SumBenchmark();
        var info = benchmark.Info.Subsets.Single(x => x.Name == subset);
        return new SubsetTask(
            benchmark,
            new BenchmarkSettings
            {
                Protocol = "official",
                Mode = EvalMode.Generate,
                FewShot = 0,
                Subsets = [info],
                Repeats = repeats,
            },
            info,
            Shots.None,
            new Lazy<IReadOnlyList<Sample>>(() => []),
            Enumerable.Range(0, samples).Select(index => Sample(index, subset)),
            samples
        )
        {
            First = Sample(0, subset),
        };
    }

    public static ImmutableArray<SubsetTask> Tasks(int samples, int repeats = 1) =>
        [Task(samples, repeats, "small"), Task(samples, repeats, "large")];
}
