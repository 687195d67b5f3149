using System.Collections.Concurrent;

namespace Assay.Tokenizers.Models;

/// <summary>Remembers the ids of short words, since most words of a text came before. Stops remembering when full.</summary>
internal sealed class PieceEncoder(ITokenModel model, bool mapsBytes)
{
    internal const int Capacity = 1 << 16;
    private const int LongestRemembered = 32;

    private readonly ConcurrentDictionary<string, int[]> known = new(StringComparer.Ordinal);
    private int count;

    /// <summary>How many words are remembered.</summary>
    public int Remembered => count;

    public void Encode(ReadOnlySpan<char> word, List<int> ids)
    {
        if (word.Length > LongestRemembered)
        {
            EncodeLong(word, ids);
        }
        else
        {
            EncodeShort(word, ids);
        }
    }

    private void EncodeLong(ReadOnlySpan<char> word, List<int> ids)
    {
        while (!word.IsEmpty)
        {
            var length = mapsBytes ? word.Length : model.FirstPart(word);
            if (length > LongestRemembered)
            {
                Tokenize(word[..length], ids);
            }
            else
            {
                EncodeShort(word[..length], ids);
            }
            word = word[length..];
        }
    }

    private void EncodeShort(ReadOnlySpan<char> word, List<int> ids)
    {
        if (!known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var found))
        {
            var fresh = new List<int>();
            Tokenize(word, fresh);
            found = [.. fresh];
            if (Volatile.Read(ref count) < Capacity && known.TryAdd(word.ToString(), found))
            {
                Interlocked.Increment(ref count);
            }
        }
        ids.AddRange(found.AsSpan());
    }

    private void Tokenize(ReadOnlySpan<char> word, List<int> ids) =>
        model.Tokenize(mapsBytes ? ByteAlphabet.Map(word) : word, ids);
}
