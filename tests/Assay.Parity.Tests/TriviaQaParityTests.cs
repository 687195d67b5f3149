using Assay.Benchmarks;
using Assay.Models;
using Assay.Tests.Support;

namespace Assay.Parity.Tests;

public sealed class TriviaQaParityTests
{
    private static readonly TriviaQa Benchmark = new();

    [Fact]
    public void Recorded_exact_matches_and_F1_are_reproduced_in_every_row()
    {
        var settings = Settings.Of(Benchmark, "squad");
        var samples = Recorded.Samples(Benchmark, "default", Recorded.Lines("trivia_qa/test_1000.jsonl"));
        var rows = Recorded.Lines("recorded/triviaqa-search-r1/triviaqa_2026_04_28_17_40_search_r1_base_seed1.jsonl");
        var (em, f1) = (0.0, 0.0);

        foreach (var row in rows)
        {
            var index = row.GetProperty("index").GetInt32();
            var score = Benchmark.Score(samples[index], new Generated(row.GetProperty("text").GetString()!), settings);
            var recorded = row.GetProperty("metrics");

            Assert.Equal((index, recorded.GetProperty("em").GetDouble()), (index, score.Values[0].Value));
            Assert.Equal(recorded.GetProperty("f1").GetDouble(), score.Values[1].Value, 12);
            em += score.Values[0].Value;
            f1 += score.Values[1].Value;
        }
        Assert.Equal((1_000, 0.583), (rows.Count, em / rows.Count));
        Assert.Equal(0.6568, f1 / rows.Count, 4);
    }
}
