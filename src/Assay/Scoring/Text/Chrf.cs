using System.Collections.Immutable;
using System.Text;

namespace Assay.Scoring.Text;

/// <summary>
/// chrF and chrF++ as sacreBLEU defines them (mjpost/sacrebleu <c>sacrebleu/metrics/chrf.py</c>; M. Popović, "chrF: character n-gram F-score for
/// automatic MT evaluation", WMT 2015, and "chrF++: words helping character n-grams", WMT 2017): the F-score of mean precision and mean recall
/// over the orders of n-grams, 0 to 100.
/// </summary>
public sealed record Chrf
{
    private const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    /// <summary>The longest n-grams of characters.</summary>
    public int CharacterOrder { get; init; } = 6;

    /// <summary>The longest n-grams of words: 0 for chrF, 2 for chrF++.</summary>
    public int WordOrder { get; init; }

    /// <summary>How many times as much recall weighs as precision.</summary>
    public double Beta { get; init; } = 2;

    /// <summary>Whether white space is part of character n-grams.</summary>
    public bool WhiteSpace { get; init; }

    /// <summary>
    /// Whether the mean is that of the orders' F-scores with 10⁻¹⁶ for an order without n-grams (as chrF++.py), instead of the F-score of
    /// the means over the orders that both texts have.
    /// </summary>
    public bool EpsilonSmoothing { get; init; }

    /// <summary>The score of one text, 0 to 100; of several references that with the best score counts.</summary>
    public double Sentence(string hypothesis, params IEnumerable<string> references) =>
        Score(Statistics(hypothesis, references));

    /// <summary>The score of many texts together, 0 to 100: n-grams are added up over the texts.</summary>
    public double Corpus(IEnumerable<(string Hypothesis, ImmutableArray<string> References)> segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        var sum = new Counts[CharacterOrder + WordOrder];
        foreach (var (hypothesis, references) in segments)
        {
            var counts = Statistics(hypothesis, references);
            for (var n = 0; n < sum.Length; n++)
            {
                sum[n] = new(
                    sum[n].Hypothesis + counts[n].Hypothesis,
                    sum[n].Reference + counts[n].Reference,
                    sum[n].Common + counts[n].Common
                );
            }
        }
        return Score(sum);
    }

    private Counts[] Statistics(string hypothesis, IEnumerable<string> references)
    {
        ArgumentNullException.ThrowIfNull(hypothesis);
        var characters = new NgramIndex<Rune>();
        var words = new NgramIndex<string>();
        var theirs = references
            .Select(text => (Text: text, Runes: Runes(text)))
            .Select(x => Join(characters.Add(x.Runes, CharacterOrder), order => words.Add(Marked(x.Text), order)))
            .ToList();
        var own = Join(
            characters.Find(Runes(hypothesis), CharacterOrder),
            order => words.Find(Marked(hypothesis), order)
        );
        return theirs.Select(reference => own.Zip(reference, Compare).ToArray()).MaxBy(Score)
            ?? throw new ArgumentException("there is no reference", nameof(references));

        List<Rune> Runes(string text) => [.. text.EnumerateRunes().Where(rune => WhiteSpace || !Words.IsSpace(rune))];

        int[][] Join(int[][] ofCharacters, Func<int, int[][]> ofWords) =>
            WordOrder == 0 ? ofCharacters : [.. ofCharacters, .. ofWords(WordOrder)];
    }

    private static Counts Compare(int[] own, int[] theirs) =>
        new(
            // An order that the reference is too short for does not count.
            theirs.Length > 0
                ? own.Length
                : 0,
            theirs.Length,
            NgramIndex<Rune>.Overlap(NgramIndex<Rune>.Count(own), NgramIndex<Rune>.Count(theirs))
        );

    private double Score(Counts[] counts)
    {
        const double Epsilon = 1e-16;
        var weight = Beta * Beta;
        var (scores, precisions, recalls, orders) = (0.0, 0.0, 0.0, 0);
        foreach (var (hypothesis, reference, common) in counts)
        {
            var precision = hypothesis > 0 ? common / (double)hypothesis : Epsilon;
            var recall = reference > 0 ? common / (double)reference : Epsilon;
            var both = (weight * precision) + recall;
            scores += both > 0 ? (1 + weight) * precision * recall / both : Epsilon;
            if (hypothesis > 0 && reference > 0)
            {
                (precisions, recalls, orders) = (precisions + precision, recalls + recall, orders + 1);
            }
        }
        if (EpsilonSmoothing)
        {
            return 100 * scores / counts.Length;
        }
        if (orders == 0 || precisions + recalls == 0)
        {
            return 0;
        }
        var (meanPrecision, meanRecall) = (precisions / orders, recalls / orders);
        return 100 * ((1 + weight) * meanPrecision * meanRecall / ((weight * meanPrecision) + meanRecall));
    }

    /// <summary>Words with one mark of punctuation taken off, at the end or else at the beginning.</summary>
    private static List<string> Marked(string text)
    {
        var words = new List<string>();
        foreach (var word in Words.Split(text))
        {
            if (word.Length > 1 && Punctuation.Contains(word[^1]))
            {
                words.AddRange(word[..^1], word[^1..]);
            }
            else if (word.Length > 1 && Punctuation.Contains(word[0]))
            {
                words.AddRange(word[..1], word[1..]);
            }
            else
            {
                words.Add(word);
            }
        }
        return words;
    }

    private readonly record struct Counts(long Hypothesis, long Reference, long Common);
}
