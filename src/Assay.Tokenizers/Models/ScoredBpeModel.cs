using System.Buffers;
using System.Text;
using Assay.Tokenizers.Vocabularies;

namespace Assay.Tokenizers.Models;

/// <summary>A piece that may be merged into; of two merges the one with the higher score comes first.</summary>
internal readonly record struct ScoredPiece(int Id, float Score);

/// <summary>
/// SentencePiece's BPE: no list of merges, but any two neighbours that together are a piece merge, in the order of that
/// piece's score.
/// </summary>
internal sealed class ScoredBpeModel : ITokenModel
{
    private readonly Dictionary<string, Ranked> pieces = new(StringComparer.Ordinal);
    private readonly int unknownId;
    private readonly Func<byte, int>? byteId;
    private readonly PrefixIndex? userDefined;
    private readonly Seams seams = new();
    private readonly int longest;

    /// <param name="scored">Pieces by text.</param>
    /// <param name="unknownId">What stands for a run of characters that have no piece.</param>
    /// <param name="byteId">The ids of single bytes, which then stand for such characters.</param>
    /// <param name="userDefined">Pieces that are cut out first and never merge, with their ids.</param>
    public ScoredBpeModel(
        Dictionary<string, ScoredPiece> scored,
        int unknownId,
        Func<byte, int>? byteId,
        PrefixIndex? userDefined
    )
    {
        this.unknownId = unknownId;
        this.byteId = byteId;
        this.userDefined = userDefined;
        var (rank, score) = (-1, float.NaN);
        foreach (var (text, piece) in scored.OrderByDescending(entry => entry.Value.Score))
        {
            // Pieces of equal score are of equal rank, so that the leftmost pair merges first.
            rank += piece.Score.Equals(score) ? 0 : 1;
            score = piece.Score;
            pieces[text] = new Ranked(piece.Id, rank);
            longest = Math.Max(longest, text.Length);
            seams.Join(text);
        }
    }

    public void Tokenize(ReadOnlySpan<char> word, List<int> ids)
    {
        var symbols = ArrayPool<Symbol>.Shared.Rent(word.Length);
        var count = Spell(word, symbols);
        Merger.Run(symbols, count, word, new Rules(pieces, longest));
        var afterUnknown = false;
        for (var i = 0; i < count; i++)
        {
            ref var symbol = ref symbols[i];
            if (symbol.Length > 0)
            {
                afterUnknown = Emit(symbol, word, afterUnknown, ids);
            }
        }
        ArrayPool<Symbol>.Shared.Return(symbols);
    }

    private bool Emit(in Symbol symbol, ReadOnlySpan<char> word, bool afterUnknown, List<int> ids)
    {
        if (symbol.Id != Unknown)
        {
            ids.Add(symbol.Id < 0 ? FrozenId(symbol.Id) : symbol.Id);
            return false;
        }
        if (byteId is null)
        {
            if (!afterUnknown)
            {
                ids.Add(unknownId);
            }
            return true;
        }
        Span<byte> bytes = stackalloc byte[4];
        foreach (var value in bytes[..Encoding.UTF8.GetBytes(word.Slice(symbol.Start, symbol.Length), bytes)])
        {
            ids.Add(byteId(value));
        }
        return false;
    }

    public int FirstPart(ReadOnlySpan<char> word) => seams.FirstCut(word, new IsToken(this));

    private int Spell(ReadOnlySpan<char> word, Span<Symbol> symbols)
    {
        var lookup = pieces.GetAlternateLookup<ReadOnlySpan<char>>();
        var count = 0;
        for (var at = 0; at < word.Length; )
        {
            int id;
            if (userDefined is null || !userDefined.TryLongest(word[at..], out var length, out id))
            {
                length = char.IsHighSurrogate(word[at]) && at + 1 < word.Length ? 2 : 1;
                id = lookup.TryGetValue(word.Slice(at, length), out var piece) ? piece.Id : Unknown;
            }
            else
            {
                id = FrozenId(id);
            }
            symbols[count++] = new Symbol
            {
                Id = id,
                Start = at,
                Length = length,
            };
            at += length;
        }
        return count;
    }

    private readonly struct IsToken(ScoredBpeModel model) : ICharacterTest
    {
        public bool Test(char character) =>
            model.pieces.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey([character]);
    }

    private const int Unknown = -1;

    // Both ways: symbols that never merge carry -2 and below.
    private static int FrozenId(int id) => -2 - id;

    private readonly record struct Ranked(int Id, int Rank);

    private readonly struct Rules(Dictionary<string, Ranked> pieces, int longest) : IMergeRules
    {
        public bool TryMerge(in Symbol left, in Symbol right, ReadOnlySpan<char> word, out int rank, out int merged)
        {
            (rank, merged) = (0, 0);
            var length = left.Length + right.Length;
            if (
                length > longest
                || left.Id < Unknown
                || right.Id < Unknown
                || !pieces
                    .GetAlternateLookup<ReadOnlySpan<char>>()
                    .TryGetValue(word.Slice(left.Start, length), out var piece)
            )
            {
                return false;
            }
            (rank, merged) = (piece.Rank, piece.Id);
            return true;
        }
    }
}
