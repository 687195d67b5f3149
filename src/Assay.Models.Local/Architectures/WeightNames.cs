using System.Collections.Immutable;
using Assay.Models.Local.Description;
using Assay.Models.Local.Weights;

namespace Assay.Models.Local.Architectures;

/// <summary>Puts before every name what the names in a folder's files begin with.</summary>
internal static class WeightNames
{
    /// <summary>Tries the beginnings in order by the name of the embedding.</summary>
    public static DecoderDescription Prefixed(
        DecoderDescription model,
        WeightStore names,
        ImmutableArray<string> prefixes
    )
    {
        var prefix = prefixes.FirstOrDefault(prefix => names.Contains(prefix + model.Embedding.Table)) ?? "";
        return prefix.Length == 0
            ? model
            : model with
            {
                Embedding = model.Embedding with
                {
                    Table = prefix + model.Embedding.Table,
                    Positions = model.Embedding.Positions is { } positions ? prefix + positions : null,
                },
                Layers = [.. model.Layers.Select(layer => Layer(layer, prefix))],
                FinalNorm = Norm(model.FinalNorm, prefix),
                Head = model.Head with { Table = prefix + model.Head.Table },
            };
    }

    private static DecoderLayer Layer(DecoderLayer layer, string prefix) =>
        new()
        {
            AttentionNorm = Norm(layer.AttentionNorm, prefix),
            Attention = layer.Attention with
            {
                Query = Linear(layer.Attention.Query, prefix),
                Key = Linear(layer.Attention.Key, prefix),
                Value = Linear(layer.Attention.Value, prefix),
                Output = Linear(layer.Attention.Output, prefix),
                QueryNorm = layer.Attention.QueryNorm is { } query ? Norm(query, prefix) : null,
                KeyNorm = layer.Attention.KeyNorm is { } key ? Norm(key, prefix) : null,
            },
            AfterAttention = layer.AfterAttention is { } attended ? Norm(attended, prefix) : null,
            FeedForwardNorm = Norm(layer.FeedForwardNorm, prefix),
            FeedForward = layer.FeedForward with
            {
                Gate = layer.FeedForward.Gate is { } gate ? Linear(gate, prefix) : null,
                Up = Linear(layer.FeedForward.Up, prefix),
                Down = Linear(layer.FeedForward.Down, prefix),
            },
            AfterFeedForward = layer.AfterFeedForward is { } fed ? Norm(fed, prefix) : null,
        };

    private static Norm Norm(Norm norm, string prefix) =>
        norm with
        {
            Weight = prefix + norm.Weight,
            Bias = norm.Bias is { } bias ? prefix + bias : null,
        };

    private static Linear Linear(Linear linear, string prefix) =>
        linear with
        {
            Weight = prefix + linear.Weight,
            Bias = linear.Bias is { } bias ? prefix + bias : null,
        };
}
