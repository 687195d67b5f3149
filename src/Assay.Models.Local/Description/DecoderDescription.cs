using System.Collections.Immutable;

namespace Assay.Models.Local.Description;

/// <summary>
/// A decoder-only transformer, told once: what an architecture's file makes of <c>config.json</c>, and all that
/// <see cref="Engine.DecoderGraph"/> needs to build it. Weights are named as in the model's files.
/// </summary>
internal sealed record DecoderDescription
{
    /// <summary>Width of the hidden states.</summary>
    public required int Hidden { get; init; }

    /// <summary>How many tokens there are.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>The most positions a sequence may have.</summary>
    public required int Context { get; init; }

    public required Embedding Embedding { get; init; }

    public required ImmutableArray<DecoderLayer> Layers { get; init; }

    public required Norm FinalNorm { get; init; }

    public required Head Head { get; init; }
}

/// <summary>How tokens become hidden states.</summary>
/// <param name="Table">The weight with a row for each token.</param>
internal sealed record Embedding(string Table)
{
    /// <summary>The weight with a row for each position; null where positions are told to attention.</summary>
    public string? Positions { get; init; }

    /// <summary>What rows are multiplied by; rounded to the table's stored type, as the models were trained.</summary>
    public double Scale { get; init; } = 1;
}

/// <summary>How hidden states become logits.</summary>
/// <param name="Table">The weight with a row for each token; the embedding's where the head is tied.</param>
internal sealed record Head(string Table)
{
    public string? Bias { get; init; }

    /// <summary>Logits are <c>cap * tanh(logits / cap)</c>.</summary>
    public double? SoftCap { get; init; }

    /// <summary>Rows are scaled to length one.</summary>
    public bool UnitRows { get; init; }
}

/// <summary>One layer: attention, then a feed-forward network, each around a residual connection.</summary>
internal sealed record DecoderLayer
{
    public required Norm AttentionNorm { get; init; }

    public required Attention Attention { get; init; }

    /// <summary>Applied to what attention gives, before it is added.</summary>
    public Norm? AfterAttention { get; init; }

    public required Norm FeedForwardNorm { get; init; }

    public required FeedForward FeedForward { get; init; }

    /// <summary>Applied to what the feed-forward network gives, before it is added.</summary>
    public Norm? AfterFeedForward { get; init; }
}

/// <summary>A normalisation.</summary>
/// <param name="Weight">The weight it multiplies by.</param>
/// <param name="Epsilon">Added to the mean of squares (to the variance).</param>
internal sealed record Norm(string Weight, double Epsilon)
{
    /// <summary>LayerNorm's bias; null for RMSNorm.</summary>
    public string? Bias { get; init; }

    /// <summary>Whether it multiplies by one plus the weight.</summary>
    public bool PlusOne { get; init; }
}

/// <summary>A matrix product with an optional bias.</summary>
/// <param name="Weight">The weight, a row for each output.</param>
internal sealed record Linear(string Weight)
{
    public string? Bias { get; init; }

    /// <summary>Ranges of outputs that are meant, where one weight holds several projections; empty for all.</summary>
    public ImmutableArray<RowRange> Rows { get; init; } = [];

    /// <summary>Whether the file holds a column for each output.</summary>
    public bool Transposed { get; init; }
}

/// <summary>Rows from <paramref name="First"/> on.</summary>
internal readonly record struct RowRange(int First, int Count);

/// <summary>Multi-head attention with grouped keys and values.</summary>
internal sealed record Attention
{
    public required Linear Query { get; init; }

    public required Linear Key { get; init; }

    public required Linear Value { get; init; }

    public required Linear Output { get; init; }

    public required int Heads { get; init; }

    public required int KeyValueHeads { get; init; }

    public required int HeadSize { get; init; }

    /// <summary>What products of queries and keys are multiplied by.</summary>
    public required double Scale { get; init; }

    /// <summary>Normalises each head's query before it is turned.</summary>
    public Norm? QueryNorm { get; init; }

    /// <summary>Normalises each head's key before it is turned.</summary>
    public Norm? KeyNorm { get; init; }

    /// <summary>How queries and keys are turned by their positions.</summary>
    public Rotary? Rotary { get; init; }

    /// <summary>How many positions, its own included, a token sees; null for all before it.</summary>
    public int? Window { get; init; }

    /// <summary>Attention scores are <c>cap * tanh(scores / cap)</c>.</summary>
    public double? SoftCap { get; init; }
}

/// <summary>A feed-forward network: <c>down(act(up x))</c>, or <c>down(act(gate x) * up x)</c>.</summary>
internal sealed record FeedForward(int Inner, Linear? Gate, Linear Up, Linear Down, Activation Activation);

/// <summary>The non-linearity of a feed-forward network.</summary>
internal enum Activation
{
    /// <summary>x * sigmoid(x).</summary>
    Silu,

    /// <summary>x * Phi(x) by the error function (arXiv:1606.08415).</summary>
    Gelu,

    /// <summary>x * Phi(x) approximated by tanh (arXiv:1606.08415, section 2).</summary>
    GeluTanh,

    /// <summary>max(x, 0).</summary>
    Relu,
}
