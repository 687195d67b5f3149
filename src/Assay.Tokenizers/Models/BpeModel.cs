using System.Buffers;
using System.Text;

namespace Assay.Tokenizers.Models;

/// <summary>
/// Byte-pair encoding with a list of merges (Sennrich et al. 2016): a word starts as its characters, and the pair that
/// comes first in the list is merged until none is in it.
/// </summary>
internal sealed class BpeModel : ITokenModel
{
    private readonly Dictionary<string, int> vocabulary;
    private readonly Dictionary<ulong, Merge> merges;
    private readonly BpeOptions options;
    private readonly int[] ofCharacter = new int[0x400];

    /// <param name="vocabulary">Ids by text.</param>
    /// <param name="merges">Pairs of ids, left in the upper half, with rank and the id of both together.</param>
    /// <param name="options">The rest of what the model says.</param>
    public BpeModel(Dictionary<string, int> vocabulary, Dictionary<ulong, Merge> merges, BpeOptions options)
    {
        this.vocabulary = vocabulary;
        this.merges = merges;
        this.options = options;
        for (var c = 0; c < ofCharacter.Length; c++)
        {
            ofCharacter[c] = vocabulary.GetValueOrDefault(((char)c).ToString(), -1);
        }
    }

    public static ulong Pair(int left, int right) => ((ulong)(uint)left << 32) | (uint)right;

    public void Tokenize(ReadOnlySpan<char> word, List<int> ids)
    {
        if (word.IsEmpty)
        {
            return;
        }
        if (
            options.IgnoreMerges && vocabulary.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var whole)
        )
        {
            ids.Add(whole);
            return;
        }
        // A character that has no token may need one for each of its bytes, three for one UTF-16 unit.
        var longest = options.ByteFallback is null ? word.Length : word.Length * 3;
        var symbols = ArrayPool<Symbol>.Shared.Rent(longest);
        var count = Spell(word, symbols);
        Merger.Run(symbols, count, word, new Rules(merges));
        for (var i = 0; i < count; i++)
        {
            if (symbols[i].Length > 0)
            {
                ids.Add(symbols[i].Id);
            }
        }
        ArrayPool<Symbol>.Shared.Return(symbols);
    }

    public int FirstPart(ReadOnlySpan<char> word) => options.Seams?.FirstCut(word, new IsToken(this)) ?? word.Length;

    private int Spell(ReadOnlySpan<char> word, Span<Symbol> symbols)
    {
        var count = 0;
        var afterUnknown = false;
        for (var at = 0; at < word.Length; )
        {
            var length = char.IsHighSurrogate(word[at]) && at + 1 < word.Length ? 2 : 1;
            var last = at + length == word.Length;
            if (IdOf(word.Slice(at, length), at == 0, last) is var id and >= 0)
            {
                symbols[count++] = new Symbol { Id = id, Length = 1 };
                afterUnknown = false;
            }
            else if (TrySpellBytes(word.Slice(at, length), symbols, ref count))
            {
                afterUnknown = false;
            }
            else if (options.UnknownId is { } unknown)
            {
                if (!afterUnknown || !options.FuseUnknown)
                {
                    symbols[count++] = new Symbol { Id = unknown, Length = 1 };
                }
                afterUnknown = true;
            }
            at += length;
        }
        return count;
    }

    private int IdOf(ReadOnlySpan<char> character, bool first, bool last)
    {
        var prefix = first ? null : options.ContinuingPrefix;
        var suffix = last ? options.EndSuffix : null;
        if (prefix is not null || suffix is not null)
        {
            return vocabulary.GetValueOrDefault(string.Concat(prefix, character, suffix), -1);
        }
        if (character.Length == 1 && character[0] < ofCharacter.Length)
        {
            return ofCharacter[character[0]];
        }
        return vocabulary.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(character, out var id) ? id : -1;
    }

    private bool TrySpellBytes(ReadOnlySpan<char> character, Span<Symbol> symbols, ref int count)
    {
        if (options.ByteFallback is not { } ofByte)
        {
            return false;
        }
        Span<byte> bytes = stackalloc byte[4];
        bytes = bytes[..Encoding.UTF8.GetBytes(character, bytes)];
        foreach (var value in bytes)
        {
            if (ofByte[value] is null)
            {
                return false;
            }
        }
        foreach (var value in bytes)
        {
            symbols[count++] = new Symbol { Id = ofByte[value] ?? 0, Length = 1 };
        }
        return true;
    }

    private readonly struct IsToken(BpeModel model) : ICharacterTest
    {
        public bool Test(char character) => model.IdOf([character], first: true, last: false) >= 0;
    }

    /// <summary>How early a pair merges and into what.</summary>
    internal readonly record struct Merge(int Rank, int Id);

    private readonly struct Rules(Dictionary<ulong, Merge> merges) : IMergeRules
    {
        public bool TryMerge(in Symbol left, in Symbol right, ReadOnlySpan<char> word, out int rank, out int merged)
        {
            var found = merges.TryGetValue(Pair(left.Id, right.Id), out var merge);
            (rank, merged) = (merge.Rank, merge.Id);
            return found;
        }
    }
}
