using Assay.Models.Local.Description;

namespace Assay.Models.Local.Inspection;

/// <summary>Lists the weights that a description names, in the order in which a pass reads them.</summary>
internal static class UsedWeights
{
    /// <summary>All of them; those that are used twice (a head that is the embedding) come twice.</summary>
    public static IEnumerable<UsedWeight> Of(DecoderDescription model) =>
        [
            Matrix(model.Embedding.Table, model.Vocabulary, model.Hidden),
            .. model.Embedding.Positions is { } positions
                ? [Matrix(positions, model.Context, model.Hidden)]
                : Enumerable.Empty<UsedWeight>(),
            .. model.Layers.SelectMany(layer => Layer(layer, model.Hidden)),
            .. Normed(model.FinalNorm, model.Hidden),
            Matrix(model.Head.Table, model.Vocabulary, model.Hidden) with
            {
                Multiplies = true,
            },
            .. Vector(model.Head.Bias, model.Vocabulary),
        ];

    private static IEnumerable<UsedWeight> Layer(DecoderLayer layer, int hidden) =>
        [
            .. Normed(layer.AttentionNorm, hidden),
            .. Attended(layer.Attention, hidden),
            .. Normed(layer.AfterAttention, hidden),
            .. Normed(layer.FeedForwardNorm, hidden),
            .. Fed(layer.FeedForward, hidden),
            .. Normed(layer.AfterFeedForward, hidden),
        ];

    private static IEnumerable<UsedWeight> Attended(Attention attention, int hidden)
    {
        var (all, grouped) = (attention.Heads * attention.HeadSize, attention.KeyValueHeads * attention.HeadSize);
        return
        [
            .. Product(attention.Query, all, hidden),
            .. Product(attention.Key, grouped, hidden),
            .. Product(attention.Value, grouped, hidden),
            .. Product(attention.Output, hidden, all),
            .. Normed(attention.QueryNorm, attention.HeadSize),
            .. Normed(attention.KeyNorm, attention.HeadSize),
        ];
    }

    private static IEnumerable<UsedWeight> Fed(FeedForward feed, int hidden) =>
        [
            .. Product(feed.Gate, feed.Inner, hidden),
            .. Product(feed.Up, feed.Inner, hidden),
            .. Product(feed.Down, hidden, feed.Inner),
        ];

    private static IEnumerable<UsedWeight> Product(Linear? linear, int outputs, int inputs) =>
        linear is null
            ? []
            :
            [
                Matrix(linear.Weight, outputs, inputs) with
                {
                    Rows = linear.Rows,
                    Transposed = linear.Transposed,
                    Multiplies = true,
                },
                .. Vector(linear.Bias, outputs).Select(bias => bias with { Rows = linear.Rows }),
            ];

    private static IEnumerable<UsedWeight> Normed(Norm? norm, int size) =>
        norm is null ? [] : [.. Vector(norm.Weight, size), .. Vector(norm.Bias, size)];

    private static IEnumerable<UsedWeight> Vector(string? name, int size) =>
        name is null ? [] : [new UsedWeight(name, [size])];

    private static UsedWeight Matrix(string name, int outputs, int inputs) => new(name, [outputs, inputs]);
}
