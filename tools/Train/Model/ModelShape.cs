namespace Assay.Train.Model;

/// <summary>The size of a Llama-style decoder with tied embeddings and as many key-value heads as heads.</summary>
public sealed record ModelShape
{
    /// <summary>Tokens in the vocabulary, padding included.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>Width of the residual stream.</summary>
    public required int Width { get; init; }

    /// <summary>Decoder layers.</summary>
    public required int Layers { get; init; }

    /// <summary>Attention heads.</summary>
    public required int Heads { get; init; }

    /// <summary>Width of the feed-forward layer.</summary>
    public required int Hidden { get; init; }

    /// <summary>Most tokens in a sequence.</summary>
    public int Context { get; init; } = 2_048;

    /// <summary>Base of the rotary frequencies (Su et al. 2021).</summary>
    public double RotaryBase { get; init; } = 100_000;

    /// <summary>What RMSNorm adds to the mean square.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>Width of a head.</summary>
    public int HeadWidth => Width / Heads;
}
