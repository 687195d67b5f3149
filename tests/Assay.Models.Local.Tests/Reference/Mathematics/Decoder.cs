namespace Assay.Models.Local.Tests.Reference.Mathematics;

/// <summary>Token embeddings, layers, a last norm, and the head that gives a logit for every token.</summary>
internal sealed record Decoder
{
    /// <summary>One row for each token.</summary>
    public required Matrix Embedding { get; init; }

    public double EmbeddingScale { get; init; } = 1;

    /// <summary>Learned positions, one row for each (GPT-2).</summary>
    public Matrix? Positions { get; init; }

    public required DecoderLayer[] Layers { get; init; }

    public required Norm FinalNorm { get; init; }

    public required Matrix Head { get; init; }

    public double? LogitCap { get; init; }

    public double[][] Logits(IReadOnlyList<int> ids, int rotaryLength)
    {
        double[][] states = [.. ids.Select(Embed)];
        foreach (var layer in Layers)
        {
            states = layer.Apply(states, rotaryLength);
        }
        return
        [
            .. states.Select(state =>
                Head.Times(FinalNorm.Apply(state)).Select(logit => Vectors.SoftCap(logit, LogitCap)).ToArray()
            ),
        ];
    }

    private double[] Embed(int id, int position)
    {
        var token = Embedding.Row(id).Scaled(EmbeddingScale);
        return Positions is null ? token : token.Plus(Positions.Row(position));
    }
}
