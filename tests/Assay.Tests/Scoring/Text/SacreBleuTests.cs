using System.Collections.Immutable;
using Assay.Scoring.Text;

namespace Assay.Tests.Scoring.Text;

/// <summary>Values of mjpost/sacrebleu's own tests (test/test_bleu.py, test/test_sentence_bleu.py).</summary>
public sealed class SacreBleuTests
{
    private const string Zahar = "Producția de zahăr primă va fi exprimată în ceea ce privește zahărul alb;";
    private const string ZaharReference = "producţia de zahăr brut se exprimă în zahăr alb;";

    private static readonly ImmutableArray<(string, ImmutableArray<string>)> Dogs =
    [
        ("The dog bit the man.", ["The dog bit the man.", "The dog had bit the man."]),
        ("It wasn't surprising.", ["It was not unexpected.", "No one was surprised."]),
        ("The man had just bitten him.", ["The man bit him first.", "The man had bitten the dog."]),
    ];

    [Theory]
    [InlineData(BleuSmoothing.Exp, null, 8.493)]
    [InlineData(BleuSmoothing.None, null, 0)]
    [InlineData(BleuSmoothing.Floor, null, 4.51688)]
    [InlineData(BleuSmoothing.Floor, 0.5, 10.10)]
    [InlineData(BleuSmoothing.AddK, null, 14.882)]
    [InlineData(BleuSmoothing.AddK, 2.0, 21.389)]
    public void A_sentence_with_each_smoothing(BleuSmoothing smoothing, double? value, double expected)
    {
        var bleu = new SacreBleu
        {
            Smoothing = smoothing,
            SmoothingValue = value,
            EffectiveOrder = true,
        };

        Assert.Equal(expected, bleu.Sentence(Zahar, ZaharReference), 0.001);
    }

    [Theory]
    [InlineData("none", false, 7.347)]
    [InlineData("intl", false, 8.493)]
    [InlineData("char", false, 40.8759)]
    [InlineData("char", true, 42.0267)]
    public void A_sentence_with_each_tokenizer(string tokenizer, bool lowercase, double expected)
    {
        var bleu = new SacreBleu
        {
            Tokenizer = Tokenizer(tokenizer),
            Lowercase = lowercase,
            EffectiveOrder = true,
        };

        Assert.Equal(expected, bleu.Sentence(Zahar, ZaharReference), 0.001);
    }

    [Theory]
    [InlineData("13a", 48.530827)]
    [InlineData("none", 49.1919566)]
    [InlineData("intl", 43.91623493)]
    public void A_corpus_with_two_references(string tokenizer, double expected) =>
        Assert.Equal(expected, new SacreBleu { Tokenizer = Tokenizer(tokenizer) }.Corpus(Dogs), 6);

    [Theory]
    [InlineData("test", "a test", 0.3678794411714425)]
    [InlineData("a test", "a test", 1)]
    [InlineData("a little test", "a test", 0.03218297948685433)]
    public void Effective_order_leaves_out_what_a_short_text_cannot_have(string text, string reference, double expected)
    {
        var bleu = new SacreBleu
        {
            Tokenizer = BleuTokenizer.None,
            Smoothing = BleuSmoothing.Floor,
            SmoothingValue = 0.01,
            EffectiveOrder = true,
        };

        Assert.Equal(expected, bleu.Sentence(text, reference) / 100, 8);
    }

    [Theory]
    [InlineData(BleuSmoothing.Exp)]
    [InlineData(BleuSmoothing.Floor)]
    [InlineData(BleuSmoothing.AddK)]
    public void Without_a_common_word_smoothing_gives_nothing(BleuSmoothing smoothing)
    {
        var bleu = new SacreBleu { Smoothing = smoothing, EffectiveOrder = true };

        Assert.Equal(0, bleu.Sentence("this is a cat", "okay thanks"));
    }

    [Fact]
    public void Empty_hypotheses_count_in_a_corpus() =>
        Assert.Equal(0, new SacreBleu().Corpus(Dogs.Select(segment => ("", segment.Item2))));

    [Fact]
    public void Without_effective_order_a_text_of_three_words_scores_nothing() =>
        Assert.Equal(0, new SacreBleu().Sentence("a b c", "a b c"));

    private static BleuTokenizer Tokenizer(string name) =>
        new[]
        {
            BleuTokenizer.Mteval13a,
            BleuTokenizer.International,
            BleuTokenizer.Chinese,
            BleuTokenizer.Character,
            BleuTokenizer.None,
        }.Single(tokenizer => tokenizer.Name == name);
}
