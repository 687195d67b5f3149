using System.Text.Json;
using Assay.Benchmarks;
using Assay.Scoring.Code;
using Assay.Tests.Support;

namespace Assay.Code.Tests;

/// <summary>Tasks made of HumanEval-X's rows, by the benchmark itself.</summary>
internal static class HumanEvalXTask
{
    private static readonly HumanEvalX Benchmark = new();

    public static CodeTask Of(JsonElement row, string language, string text)
    {
        var sample = Benchmark.Parse(new JsonRow(row), language, 0);
        var settings = new BenchmarkSettings
        {
            Protocol = Protocol.Llmuses,
            Mode = EvalMode.Generate,
            FewShot = 0,
            Subsets = [],
        };
        return Benchmark.Task(sample, text, settings)!;
    }
}
