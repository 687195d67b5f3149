namespace Assay.Train.Model;

/// <summary>What a layer's backward pass needs of its forward pass, for each token.</summary>
internal sealed class LayerActivations<T>(ModelShape shape, int tokens) : IDisposable
    where T : unmanaged
{
    /// <summary>[tokens, width]: what enters the layer.</summary>
    public Buffer<T> Input { get; } = new((long)tokens * shape.Width);

    /// <summary>[tokens, width]: the same, normalised.</summary>
    public Buffer<T> AttentionInput { get; } = new((long)tokens * shape.Width);

    /// <summary>[tokens]: the norm's factors.</summary>
    public Buffer<T> AttentionScales { get; } = new(tokens);

    /// <summary>[tokens, 3 width]: queries and keys, turned, and values.</summary>
    public Buffer<T> QueryKeyValue { get; } = new((long)tokens * 3 * shape.Width);

    /// <summary>[heads, tokens]: logarithms of the softmaxes' denominators.</summary>
    public Buffer<T> LogSums { get; } = new((long)shape.Heads * tokens);

    /// <summary>[tokens, width]: what attention gives, before the output matrix.</summary>
    public Buffer<T> Mixed { get; } = new((long)tokens * shape.Width);

    /// <summary>[tokens, width]: the residual stream after attention.</summary>
    public Buffer<T> Middle { get; } = new((long)tokens * shape.Width);

    /// <summary>[tokens, width]: the same, normalised.</summary>
    public Buffer<T> FeedForwardInput { get; } = new((long)tokens * shape.Width);

    /// <summary>[tokens]: the norm's factors.</summary>
    public Buffer<T> FeedForwardScales { get; } = new(tokens);

    /// <summary>[tokens, 2 hidden]: gates and what they let through.</summary>
    public Buffer<T> GateUp { get; } = new((long)tokens * 2 * shape.Hidden);

    /// <summary>[tokens, hidden]: their product.</summary>
    public Buffer<T> Product { get; } = new((long)tokens * shape.Hidden);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (
            var buffer in (Buffer<T>[])
                [
                    Input,
                    AttentionInput,
                    AttentionScales,
                    QueryKeyValue,
                    LogSums,
                    Mixed,
                    Middle,
                    FeedForwardInput,
                    FeedForwardScales,
                    GateUp,
                    Product,
                ]
        )
        {
            buffer.Dispose();
        }
    }
}
