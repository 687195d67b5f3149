using System.Buffers;
using System.Text;
using Assay.Tokenizers.Vocabularies;

namespace Assay.Tokenizers.Models;

/// <summary>
/// The unigram language model (Kudo 2018): of all ways to spell a word, the one with the largest sum of log-probabilities,
/// found by Viterbi's algorithm. A run of unknown characters is one token, or the tokens of its bytes.
/// </summary>
internal sealed class UnigramModel : ITokenModel
{
    // Below the least likely piece, in nats; SentencePiece's value.
    private const double UnknownPenalty = 10;

    private readonly PrefixIndex index;
    private readonly double[] scores;
    private readonly int? unknownId;
    private readonly int?[]? byteIds;
    private readonly double unknownScore;
    private readonly bool single;
    private readonly string file;

    /// <param name="pieces">Ids by text of those that may be chosen.</param>
    /// <param name="scores">Log-probability by id.</param>
    /// <param name="leastScore">The least of the normal pieces.</param>
    /// <param name="unknownId">What stands for unknown characters, where the model has it.</param>
    /// <param name="byteIds">The ids of single bytes, which then stand for unknown characters.</param>
    /// <param name="singlePrecision">Whether sums are rounded to 32 bits as in SentencePiece, which decides between ways
    /// that are equally likely.</param>
    /// <param name="file">For messages.</param>
    public UnigramModel(
        IEnumerable<KeyValuePair<string, int>> pieces,
        double[] scores,
        double leastScore,
        int? unknownId,
        int?[]? byteIds,
        bool singlePrecision,
        string file
    )
    {
        index = new PrefixIndex(pieces);
        this.scores = scores;
        this.unknownId = unknownId;
        this.byteIds = byteIds;
        single = singlePrecision;
        unknownScore = leastScore - UnknownPenalty;
        this.file = file;
    }

    public void Tokenize(ReadOnlySpan<char> word, List<int> ids)
    {
        var best = ArrayPool<Node>.Shared.Rent(word.Length + 1);
        best.AsSpan(0, word.Length + 1).Fill(new Node(double.NegativeInfinity, -1, Unreached));
        best[0] = new Node(0, 0, 0);
        for (var at = 0; at < word.Length; )
        {
            at += Extend(word, at, best);
        }
        EmitPath(word, best, ids);
        ArrayPool<Node>.Shared.Return(best);
    }

    // Tries every piece that begins here; the length of the character that is here.
    private int Extend(ReadOnlySpan<char> word, int at, Node[] best)
    {
        var character = char.IsHighSurrogate(word[at]) && at + 1 < word.Length ? 2 : 1;
        var hasSingle = false;
        var search = index.At(word[at..]);
        while (search.Next())
        {
            Offer(best, at, search.Length, scores[search.Value], search.Value);
            hasSingle |= search.Length == character;
        }
        if (!hasSingle)
        {
            Offer(best, at, character, unknownScore, UnknownPiece);
        }
        return character;
    }

    private void Offer(Node[] best, int at, int length, double score, int id)
    {
        var sum = best[at].Score + score;
        ref var target = ref best[at + length];
        if (target.Id == Unreached || sum > target.Score)
        {
            // What is kept is rounded, what is compared with it is not.
            target = new Node(single ? (float)sum : sum, at, id);
        }
    }

    private void EmitPath(ReadOnlySpan<char> word, Node[] best, List<int> ids)
    {
        // Turn the path, which is known from its end, to run forwards.
        var (end, next) = (word.Length, -1);
        while (end > 0)
        {
            var node = best[end];
            best[end] = node with { From = next };
            (end, next) = (node.From, end);
        }
        for (var (start, at) = (0, next); at > 0; (start, at) = (at, best[at].From))
        {
            if (best[at].Id != UnknownPiece)
            {
                ids.Add(best[at].Id);
                continue;
            }
            while (best[at].From is > 0 and var after && best[after].Id == UnknownPiece)
            {
                at = after;
            }
            EmitUnknown(word[start..at], ids);
        }
    }

    private void EmitUnknown(ReadOnlySpan<char> text, List<int> ids)
    {
        if (byteIds is not null)
        {
            var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
            Encoding.UTF8.GetBytes(text, bytes);
            if (Array.TrueForAll(bytes, value => byteIds[value] is not null))
            {
                ids.AddRange(bytes.Select(value => byteIds[value] ?? 0));
                return;
            }
        }
        ids.Add(
            unknownId
                ?? throw new InputException(
                    $"the vocabulary cannot spell '{(text.Length > 20 ? text[..20] : text)}' and has no unknown token",
                    file,
                    "fetch the model folder again"
                )
        );
    }

    private const int Unreached = -1;
    private const int UnknownPiece = -2;

    private readonly record struct Node(double Score, int From, int Id);
}
