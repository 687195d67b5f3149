using System.Collections.Immutable;
using System.Text;

namespace Assay.Train.Vocabulary;

/// <summary>Learns the merges of a byte-pair encoding (Sennrich et al. 2016): again and again the most frequent pair becomes a token.</summary>
public static class BytePairLearner
{
    /// <summary>Learns from texts until the vocabulary has <paramref name="size"/> tokens, or no pair occurs twice.</summary>
    public static BytePairTokenizer Learn(IEnumerable<string> texts, int size)
    {
        var words = Count(texts)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => new Word(
                [.. Encoding.UTF8.GetBytes(pair.Key).Select(b => BytePairTokenizer.FirstByte + b)],
                pair.Value
            ))
            .ToList();
        var merges = ImmutableArray.CreateBuilder<(int Left, int Right)>();
        for (var token = BytePairTokenizer.FirstByte + 256; token < size; token++)
        {
            if (MostFrequent(words) is not { } pair)
            {
                break;
            }
            merges.Add(pair);
            foreach (var word in words)
            {
                Replace(word.Tokens, pair, token);
            }
        }
        return new(merges.ToImmutable());
    }

    private static Dictionary<string, long> Count(IEnumerable<string> texts)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var text in texts.Select(WithoutSpecials))
        {
            foreach (var match in PreTokenizer.Split(text))
            {
                var word = text.Substring(match.Index, match.Length);
                counts[word] = counts.GetValueOrDefault(word) + 1;
            }
        }
        return counts;
    }

    private static string WithoutSpecials(string text) =>
        BytePairTokenizer.Specials.Aggregate(
            text,
            (rest, special) => rest.Replace(special, "", StringComparison.Ordinal)
        );

    private static (int Left, int Right)? MostFrequent(List<Word> words)
    {
        var counts = new Dictionary<(int Left, int Right), long>();
        foreach (var (tokens, count) in words)
        {
            for (var i = 0; i + 1 < tokens.Count; i++)
            {
                var pair = (tokens[i], tokens[i + 1]);
                counts[pair] = counts.GetValueOrDefault(pair) + count;
            }
        }
        ((int Left, int Right) Pair, long Count) best = ((int.MaxValue, 0), 1);
        foreach (var (pair, count) in counts)
        {
            if (count > best.Count || (count == best.Count && pair.CompareTo(best.Pair) < 0))
            {
                best = (pair, count);
            }
        }
        return best.Count > 1 ? best.Pair : null;
    }

    private static void Replace(List<int> tokens, (int Left, int Right) pair, int token)
    {
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            if (tokens[i] == pair.Left && tokens[i + 1] == pair.Right)
            {
                tokens[i] = token;
                tokens.RemoveAt(i + 1);
            }
        }
    }

    private sealed record Word(List<int> Tokens, long Count);
}
