using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;

namespace Assay.Train.Vocabulary;

/// <summary>A part of a text that is encoded by itself.</summary>
/// <param name="Start">Where it begins in the text, in characters.</param>
/// <param name="Tokens">Its tokens.</param>
public readonly record struct EncodedPart(int Start, ImmutableArray<int> Tokens);

/// <summary>
/// A byte-level byte-pair encoding: ids 0 to 2 are the special tokens, the next 256 the bytes, the rest the merges in the order
/// they were learned. Thread-safe.
/// </summary>
public sealed class BytePairTokenizer
{
    /// <summary>Ends a document of plain text.</summary>
    public const string EndOfText = "<|endoftext|>";

    /// <summary>Begins a message of a chat.</summary>
    public const string MessageStart = "<|im_start|>";

    /// <summary>Ends a message of a chat.</summary>
    public const string MessageEnd = "<|im_end|>";

    private readonly Dictionary<(int Left, int Right), int> merged = [];
    private readonly ConcurrentDictionary<string, ImmutableArray<int>> known = new(StringComparer.Ordinal);
    private readonly ImmutableArray<byte[]> bytes;

    /// <summary>A vocabulary of merges.</summary>
    public BytePairTokenizer(ImmutableArray<(int Left, int Right)> merges)
    {
        Merges = merges;
        var all = ImmutableArray.CreateBuilder<byte[]>();
        all.AddRange(Specials.Select(Encoding.UTF8.GetBytes));
        all.AddRange(Enumerable.Range(0, 256).Select(value => (byte[])[(byte)value]));
        foreach (var (left, right) in merges)
        {
            merged.Add((left, right), all.Count);
            all.Add([.. all[left], .. all[right]]);
        }
        bytes = all.ToImmutable();
    }

    /// <summary>The special tokens, by id.</summary>
    public static ImmutableArray<string> Specials { get; } = [EndOfText, MessageStart, MessageEnd];

    /// <summary>The id of byte 0.</summary>
    public static int FirstByte => Specials.Length;

    /// <summary>Pairs that become one token, in order of precedence.</summary>
    public ImmutableArray<(int Left, int Right)> Merges { get; }

    /// <summary>Tokens in all.</summary>
    public int Count => bytes.Length;

    /// <summary>A token's bytes.</summary>
    public ReadOnlySpan<byte> Bytes(int token) => bytes[token];

    /// <summary>The tokens of a text; special tokens in it are read as such.</summary>
    public IEnumerable<EncodedPart> Encode(string text)
    {
        var start = 0;
        while (start < text.Length)
        {
            var (at, special) = NextSpecial(text, start);
            foreach (var part in EncodePlain(text, start, at))
            {
                yield return part;
            }
            if (special >= 0)
            {
                yield return new(at, [special]);
                at += Specials[special].Length;
            }
            start = at;
        }
    }

    /// <summary>The same as one list.</summary>
    public int[] Tokens(string text) => [.. Encode(text).SelectMany(part => part.Tokens)];

    /// <summary>The text of tokens.</summary>
    public string Decode(IEnumerable<int> tokens) =>
        Encoding.UTF8.GetString([.. tokens.SelectMany(token => bytes[token])]);

    private List<EncodedPart> EncodePlain(string text, int start, int end)
    {
        var parts = new List<EncodedPart>();
        foreach (var match in PreTokenizer.Split(text.AsSpan(start, end - start)))
        {
            var word = text.Substring(start + match.Index, match.Length);
            parts.Add(new(start + match.Index, known.GetOrAdd(word, Merge)));
        }
        return parts;
    }

    private ImmutableArray<int> Merge(string word)
    {
        var tokens = Encoding.UTF8.GetBytes(word).Select(value => FirstByte + value).ToList();
        while (true)
        {
            var (best, at) = (int.MaxValue, -1);
            for (var i = 0; i + 1 < tokens.Count; i++)
            {
                if (merged.TryGetValue((tokens[i], tokens[i + 1]), out var token) && token < best)
                {
                    (best, at) = (token, i);
                }
            }
            if (at < 0)
            {
                return [.. tokens];
            }
            tokens[at] = best;
            tokens.RemoveAt(at + 1);
        }
    }

    private static (int At, int Special) NextSpecial(string text, int start)
    {
        var (at, special) = (text.Length, -1);
        for (var i = 0; i < Specials.Length; i++)
        {
            var found = text.IndexOf(Specials[i], start, StringComparison.Ordinal);
            if (found >= 0 && found < at)
            {
                (at, special) = (found, i);
            }
        }
        return (at, special);
    }
}
