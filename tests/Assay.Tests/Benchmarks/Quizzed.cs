using System.Collections.Immutable;
using System.Text.Json;
using Assay.Benchmarks;
using Assay.Models;
using Assay.Prompts;
using Assay.Scoring;

namespace Assay.Tests.Benchmarks;

/// <summary>Asks and scores with settings written as <c>--dataset-args</c> has them.</summary>
internal static class Quizzed
{
    public static BenchmarkSettings With(this Benchmark benchmark, string arguments = "{}")
    {
        using var json = JsonDocument.Parse(arguments);
        return SettingsReader.Read(benchmark.Info, json.RootElement);
    }

    public static Prompt Ask(this Benchmark benchmark, Sample sample, string arguments, params Sample[] examples) =>
        benchmark.Ask(sample, new Shots([.. examples]), benchmark.With(arguments));

    public static Score Hear(this Benchmark benchmark, Sample sample, string text, string arguments = "{}") =>
        benchmark.Score(sample, new Generated(text), benchmark.With(arguments));

    public static Score Weigh(this Benchmark benchmark, Sample sample, string arguments, params double[] sums) =>
        benchmark.Score(
            sample,
            new Likelihoods([.. sums.Select(sum => new Likelihood(sum, 0, false))]),
            benchmark.With(arguments)
        );

    public static ImmutableArray<string> Metrics(this Score score) => [.. score.Values.Select(value => value.Metric)];

    public static int Occurrences(this string text, string part) => text.Split(part).Length - 1;
}
