using Assay.Benchmarks;
using Assay.Models;
using Assay.Tests.Support;

namespace Assay.Parity.Tests;

public sealed class ArcParityTests
{
    private static readonly Arc Benchmark = new();

    [Theory]
    [InlineData("Qwen2.5-0.5B-Instruct")]
    [InlineData("gemma-3-270m-it")]
    public void Probe(string model)
    {
        var samples = Recorded.Samples(Benchmark, "ARC-Challenge", Recorded.Lines("arc/ARC-Challenge/test.jsonl"));
        var settings = Settings.Of(Benchmark);
        using var o = new StreamWriter($"/tmp/bm_arc_{model}.txt");
        foreach (var row in Recorded.Lines($"recorded/arc-cot/{model}.jsonl.gz"))
        {
            var i = row.GetProperty("index").GetInt32();
            var score = Benchmark.Score(samples[i], new Generated(row.GetProperty("text").GetString()!), settings);
            var theirs = row.GetProperty("recorded_prediction").GetString();
            if ((score.Extracted ?? "N/A") != theirs)
            {
                o.WriteLine($"=== {i} theirs {theirs} ours {score.Extracted} rule {score.Rule} gold {score.Gold}");
                o.WriteLine(row.GetProperty("text").GetString()![^Math.Min(700, row.GetProperty("text").GetString()!.Length)..]);
            }
        }
    }
}
