using System.Collections.Immutable;
using Assay.Scoring.Text;

namespace Assay.Scoring;

/// <summary>
/// How similar a text is to a reference, by the metrics of the early platform's general_qa (modelscope/evalscope v0.2.5,
/// <c>llmuses/metrics</c>) and by the usual definitions beside them; each 0 to 1.
/// </summary>
internal static class TextSimilarity
{
    private static readonly ImmutableArray<string> Metrics =
    [
        "bleu-1",
        "bleu-2",
        "bleu-3",
        "bleu-4",
        "bleu-2-cumulative",
        "bleu-3-cumulative",
        "bleu-4-cumulative",
        "sacrebleu",
        .. from n in new[] { "1", "2", "l" } from value in new[] { "r", "p", "f" } select $"rouge-{n}-{value}",
        "chrf",
        "chrf++",
        "exact_match",
    ];

    private static readonly SacreBleu Western = new() { EffectiveOrder = true };
    private static readonly SacreBleu Chinese = new() { EffectiveOrder = true, Tokenizer = BleuTokenizer.Chinese };
    private static readonly Chrf Characters = new();
    private static readonly Chrf CharactersAndWords = new() { WordOrder = 2 };

    /// <summary>Compares a text with a reference.</summary>
    public static Score Judge(string reference, string text)
    {
        text = Words.Strip(text);
        if (text.Length == 0)
        {
            return Score.NothingFound(reference, Metrics);
        }
        var chinese = Words.AnyChinese(reference) || Words.AnyChinese(text);
        var bleu = SentenceBleu.Of(Tokens(text), Tokens(reference));
        var (theirs, own) = (RougeTokens(reference), RougeTokens(text));
        double[] values =
        [
            .. bleu.Alone,
            .. bleu.Cumulative[1..],
            (chinese ? Chinese : Western).Sentence(text, reference) / 100,
            .. Values(RougeChinese.N(1, theirs, own)),
            .. Values(RougeChinese.N(2, theirs, own)),
            .. Values(RougeChinese.L(theirs, own)),
            Characters.Sentence(text, reference) / 100,
            CharactersAndWords.Sentence(text, reference) / 100,
            text == Words.Strip(reference) ? 1 : 0,
        ];
        return Score.Judged(
            reference,
            new(text, chinese ? "whole text, Chinese by character" : "whole text"),
            [.. Metrics.Zip(values, (metric, value) => new MetricValue(metric, value))]
        );
    }

    private static double[] Values(RougeValue rouge) => [rouge.Recall, rouge.Precision, rouge.F];

    // As in the early platform, each text is cut by its own language.
    private static List<string> Tokens(string text) =>
        Words.AnyChinese(text) ? BleuTokenizer.Chinese.Tokenize(text) : TreebankTokenizer.Tokenize(text);

    private static IReadOnlyList<string> RougeTokens(string text) =>
        Words.AnyChinese(text) ? BleuTokenizer.Chinese.Tokenize(text) : RougeChinese.Words(text);
}
