using Assay.Scoring.Text;

namespace Assay.Tests.Scoring.Text;

/// <summary>Values of nltk.translate.bleu_score.sentence_bleu (NLTK 3.8) for the example of the BLEU paper.</summary>
public sealed class SentenceBleuTests
{
    private static readonly string[] Reference =
        "It is a guide to action that ensures that the military will forever heed Party commands".Split(' ');

    private static readonly string[] Hypothesis =
        "It is a guide to action which ensures that the military always obeys the commands of the party".Split(' ');

    [Fact]
    public void Each_order_alone_is_what_the_early_platform_calls_BLEU_n() =>
        Same([0.6111111111111112, 0.47058823529411764, 0.375, 0.26666666666666666], Of(Hypothesis).Alone);

    [Fact]
    public void Cumulative_is_the_geometric_mean_up_to_each_order() =>
        Same(
            [0.6111111111111112, 0.5362664443598958, 0.4759896445368892, 0.41180376356915777],
            Of(Hypothesis).Cumulative
        );

    [Fact]
    public void A_short_text_pays_for_brevity() =>
        Same([0.18887560283756186, 0.18887560283756186], Of("It is a guide to action".Split(' ')).Alone[..2]);

    [Fact]
    public void An_order_without_a_match_is_0_and_so_is_what_cumulates_it()
    {
        var bleu = Of(["It", "guide", "is"]);

        Assert.Equal((0, 0), (bleu.Alone[1], bleu.Cumulative[1]));
        Assert.True(bleu.Alone[0] > 0);
    }

    [Fact]
    public void An_empty_text_is_0() => Same([0, 0, 0, 0], Of([]).Cumulative);

    private static SentenceBleu Of(string[] hypothesis) => SentenceBleu.Of(hypothesis, Reference);

    private static void Same(double[] expected, IEnumerable<double> actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 12));
}
