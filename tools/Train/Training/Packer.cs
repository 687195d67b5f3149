using Assay.Train.Data;
using Assay.Train.Model;
using Assay.Train.Vocabulary;

namespace Assay.Train.Training;

/// <summary>Packs documents into sequences: whichever of those waiting fits goes next, so little room stays empty.</summary>
public sealed class Packer(Func<Document> next, BytePairTokenizer tokenizer, int tokens)
{
    private const int Waiting = 24;

    private readonly LinkedList<(int[] Tokens, float[] Weights)> waiting = [];

    /// <summary>The next sequence, of at most as many tokens as were asked for.</summary>
    public Sequence Next()
    {
        var (inputs, targets, weights, segments) = (
            new List<int>(),
            new List<int>(),
            new List<float>(),
            new List<Segment>()
        );
        while (true)
        {
            Fill();
            var node = waiting.First;
            while (node is not null && inputs.Count + node.Value.Tokens.Length - 1 > tokens)
            {
                node = node.Next;
            }
            if (node is null)
            {
                return new([.. inputs], [.. targets], [.. weights], segments);
            }
            waiting.Remove(node);
            var (document, weight) = node.Value;
            segments.Add(new(inputs.Count, document.Length - 1));
            inputs.AddRange(document[..^1]);
            targets.AddRange(document[1..]);
            weights.AddRange(weight[1..]);
        }
    }

    /// <summary>A document's tokens, and how much each counts as a target.</summary>
    public static (int[] Tokens, float[] Weights) Encode(Document document, BytePairTokenizer tokenizer)
    {
        var (ids, weights) = (new List<int>(), new List<float>());
        var (piece, end) = (0, document.Pieces[0].Text.Length);
        foreach (var part in tokenizer.Encode(document.Text))
        {
            while (part.Start >= end)
            {
                end += document.Pieces[++piece].Text.Length;
            }
            var weight = document.Pieces[piece].Weight;
            weights.AddRange(Enumerable.Repeat(weight, part.Tokens.Length));
            ids.AddRange(part.Tokens);
        }
        return ([.. ids], [.. weights]);
    }

    private void Fill()
    {
        while (waiting.Count < Waiting)
        {
            var document = Encode(next(), tokenizer);
            if (document.Tokens.Length - 1 <= tokens)
            {
                waiting.AddLast(document);
            }
        }
    }
}
