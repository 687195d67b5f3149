using System.Text.Json;
using Assay.Benchmarks;

namespace Assay.Tests.Support;

/// <summary>A benchmark's defaults as settings.</summary>
internal static class Settings
{
    public static BenchmarkSettings Of(Benchmark benchmark, string protocol = Protocol.Llmuses) =>
        new()
        {
            Protocol = protocol,
            Mode = benchmark.Info.Modes[0],
            FewShot = benchmark.Info.FewShot,
            ChainOfThought = benchmark.Info.ChainOfThought ?? false,
            Subsets = benchmark.Info.Subsets,
        };

    public static Sample Parse(this Benchmark benchmark, string subset, string json) =>
        benchmark.Parse(JsonRow.Of(json), subset, 0);

    public static Sample Parse(this Benchmark benchmark, string subset, object row) =>
        benchmark.Parse(new JsonRow(JsonSerializer.SerializeToElement(row)), subset, 0);
}
