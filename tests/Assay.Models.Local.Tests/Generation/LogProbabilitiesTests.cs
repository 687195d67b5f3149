using Assay.Models.Local.Generation;
using CsCheck;

namespace Assay.Models.Local.Tests.Generation;

public sealed class LogProbabilitiesTests
{
    [Fact]
    public void They_are_the_logarithm_of_the_softmax() =>
        Gen.Float[-80, 80]
            .Array[1, 300]
            .Sample(logits =>
            {
                var highest = (double)logits.Max();
                var total = highest + Math.Log(logits.Sum(logit => Math.Exp(logit - highest)));
                for (var id = 0; id < logits.Length; id++)
                {
                    Assert.Equal(logits[id] - total, Score(logits, id).LogProb, 1e-5);
                }
            });

    [Fact]
    public void A_large_vocabulary_is_summed_without_loss()
    {
        var logits = new float[200_000];

        Assert.Equal(-Math.Log(200_000), Score(logits, 7).LogProb, 1e-6);
    }

    [Fact]
    public void A_token_that_cannot_be_has_no_probability()
    {
        Assert.Equal(double.NegativeInfinity, Score([0, float.NegativeInfinity], 1).LogProb);
        Assert.Equal(0, Score([0, float.NegativeInfinity], 0).LogProb);
    }

    [Fact]
    public void Greedy_is_the_first_of_the_highest()
    {
        float[] logits = [1, 3, 3, 2];

        Assert.Equal([false, true, false, false], Enumerable.Range(0, 4).Select(id => Score(logits, id).Greedy));
    }

    [Fact]
    public void The_best_tokens_come_in_order_and_of_equal_ones_the_lower_id_first()
    {
        var top = Score([1, 3, 0, 3, 2], 2, top: 4).Top;

        Assert.Equal([1, 3, 4, 0], top.Select(token => token.Key));
        Assert.Equal(top[0].Value, top[1].Value);
        Assert.Equal(1, top[0].Value - top[2].Value, 1e-6);
    }

    [Fact]
    public void Of_equal_tokens_at_the_border_the_lower_id_is_told() =>
        Assert.Equal([0, 1], Score([5, 5, 5], 2, top: 2).Top.Select(token => token.Key));

    [Fact]
    public void No_more_are_told_than_there_are() => Assert.Equal(3, Score([1, 2, 3], 0, top: 9).Top.Length);

    [Fact]
    public void None_are_told_unless_asked_for() => Assert.Empty(Score([1, 2, 3], 0).Top);

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Logits_that_are_no_numbers_are_refused(float logit) =>
        Assert.Throws<ArithmeticException>(() => LogProbabilities.Total([0, logit]));

    private static TokenScore Score(float[] logits, int id, int top = 0) =>
        LogProbabilities.Score(logits, LogProbabilities.Total(logits), id, top);
}
