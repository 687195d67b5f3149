namespace Assay.Models.Local.Tests.Reference.Mathematics;

/// <summary>
/// Causal attention of grouped heads (Vaswani et al., arXiv 1706.03762; Ainslie et al., arXiv 2305.13245): query head h reads
/// key-value head h ÷ (heads ÷ key-value heads). The whole sequence at once, no cache.
/// </summary>
internal sealed record Attention
{
    public required Linear Query { get; init; }

    public required Linear Key { get; init; }

    public required Linear Value { get; init; }

    public required Linear Output { get; init; }

    public required int Heads { get; init; }

    public required int KeyValueHeads { get; init; }

    public required int HeadSize { get; init; }

    /// <summary>What scores are multiplied with.</summary>
    public required double Scale { get; init; }

    /// <summary>The number of positions that are seen, one's own included; null for all.</summary>
    public int? Window { get; init; }

    public double? ScoreCap { get; init; }

    /// <summary>Normalises each head of the queries before it is turned.</summary>
    public Norm? QueryNorm { get; init; }

    public Norm? KeyNorm { get; init; }

    /// <summary>By the sequence's length; null for a model with learned positions.</summary>
    public Func<int, Rotary>? Rotary { get; init; }

    /// <summary>What the query at a position is multiplied with.</summary>
    public Func<int, double> QueryFactor { get; init; } = _ => 1;

    /// <param name="inputs">One vector for each position.</param>
    /// <param name="rotaryLength">The length that chooses the rotary frequencies.</param>
    public double[][] Apply(double[][] inputs, int rotaryLength)
    {
        var rotary = Rotary?.Invoke(rotaryLength);
        var queries = Split(inputs, Query, Heads, QueryNorm, rotary);
        var keys = Split(inputs, Key, KeyValueHeads, KeyNorm, rotary);
        var values = Split(inputs, Value, KeyValueHeads, null, null);
        return
        [
            .. inputs.Select(
                (_, position) =>
                    Output.Apply([
                        .. Enumerable.Range(0, Heads).SelectMany(head => Read(queries, keys, values, position, head)),
                    ])
            ),
        ];
    }

    private double[] Read(double[][][] queries, double[][][] keys, double[][][] values, int position, int head)
    {
        var group = head / (Heads / KeyValueHeads);
        var first = Window is { } window ? Math.Max(0, position - window + 1) : 0;
        var query = queries[position][head].Scaled(QueryFactor(position) * Scale);
        var scores = new double[position - first + 1];
        for (var seen = first; seen <= position; seen++)
        {
            scores[seen - first] = Vectors.SoftCap(Vectors.Dot(query, keys[seen][group]), ScoreCap);
        }
        var shares = scores.SoftMax();
        var mixed = new double[HeadSize];
        for (var seen = first; seen <= position; seen++)
        {
            mixed = mixed.Plus(values[seen][group].Scaled(shares[seen - first]));
        }
        return mixed;
    }

    private double[][][] Split(double[][] inputs, Linear projection, int heads, Norm? norm, Rotary? rotary) =>
        [
            .. inputs.Select(
                (input, position) =>
                    projection
                        .Apply(input)
                        .Chunk(HeadSize)
                        .Take(heads)
                        .Select(head => norm?.Apply(head) ?? head)
                        .Select(head => rotary?.Turn(head, position) ?? head)
                        .ToArray()
            ),
        ];
}
