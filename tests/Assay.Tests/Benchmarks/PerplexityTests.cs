using Assay.Benchmarks;
using Assay.Models;
using Assay.Scoring;
using Assay.Tests.Support;
using CsCheck;

namespace Assay.Tests.Benchmarks;

public sealed class PerplexityTests
{
    private static readonly Perplexity Benchmark = new();

    private static BenchmarkSettings Settings => Benchmark.With();

    [Fact]
    public void Windows_make_up_the_text_and_each_is_seen_behind_the_one_before() =>
        Gen.Char["ab \n月"]
            .Array[1, 9_000]
            .Select(chars => new string(chars))
            .Sample(
                text =>
                {
                    var samples = Read(text);

                    Assert.Equal(text, string.Concat(samples.Select(sample => sample.Reference)));
                    Assert.Equal(
                        samples.SkipLast(1).Select(sample => sample.Reference).Prepend(""),
                        samples.Select(sample => sample.Question)
                    );
                    Assert.All(samples, sample => Assert.InRange(sample.Reference.Length, 1, Perplexity.Window));
                },
                iter: 50
            );

    [Fact]
    public void A_character_is_never_cut_in_two() =>
        Assert.All(
            Read(string.Concat(Enumerable.Repeat("😀", 3_000))),
            sample => Assert.False(char.IsLowSurrogate(sample.Reference[0]))
        );

    [Fact]
    public void A_window_is_weighed_behind_the_one_before()
    {
        var second = Read(string.Concat(Enumerable.Repeat("word ", 1_000)))[1];

        var prompt = Benchmark.Ask(second, "{}");

        Assert.Equal((second.Question, second.Reference), (prompt.Text, Assert.Single(prompt.Continuations)));
    }

    // e⁻⁸ for eight bytes, two words, four tokens: a nat a byte, four a word, two a token.
    [Fact]
    public void Losses_are_weighed_by_bytes_words_and_tokens()
    {
        var score = Benchmark.Score(Read("one two ")[0], new Likelihoods([new Likelihood(-8, 4)]), Settings);

        Assert.Equal(
            [
                new MetricValue("bits_per_byte", 1 / Math.Log(2)) { Weight = 8 },
                new MetricValue("byte_perplexity", 1) { Weight = 8, Exponential = true },
                new MetricValue("word_perplexity", 4) { Weight = 2, Exponential = true },
                new MetricValue("token_perplexity", 2) { Weight = 4, Exponential = true },
            ],
            score.Values
        );
    }

    [Fact]
    public void A_report_shows_perplexity_as_the_exponential_of_the_mean_loss()
    {
        var board = new Assay.Reports.Scoreboard(Benchmark.Info, Settings, "model");
        var (a, b) = (Read("aaaa")[0], Read("bb")[0] with { Index = 1 });
        board.Add(a, 0, Benchmark.Score(a, new Likelihoods([new Likelihood(-4)]), Settings), default);
        board.Add(b, 0, Benchmark.Score(b, new Likelihoods([new Likelihood(-8)]), Settings), default);

        var report = board.ToReport(maxFailed: 0);

        Assert.Equal(12 / 6.0 / Math.Log(2), report[0].Score!.Mean, 12);
        Assert.Equal(Math.Exp(12 / 6.0), report[1].Score!.Mean, 9);
    }

    [Fact]
    public void A_text_of_probability_nought_is_a_failed_sample() =>
        Assert.Equal(
            ScoreStatus.Failed,
            Benchmark.Score(Read("x")[0], new Likelihoods([new Likelihood(double.NegativeInfinity)]), Settings).Status
        );

    private static List<Sample> Read(string text) =>
        [.. Benchmark.Read([JsonRow.Of(System.Text.Json.JsonSerializer.Serialize(new { text }))], "default", Settings)];
}
