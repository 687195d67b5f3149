using System.Collections.Immutable;

namespace Assay.Models.Local.OnnxFolders;

/// <summary>
/// What a decoder's graph takes and gives. B sequences of S new tokens, T with those before: <c>input_ids</c> [B, S],
/// <c>attention_mask</c> [B, T], <c>position_ids</c> [B, S], <c>use_cache_branch</c> [1]; for each layer the keys and values of the
/// T − S tokens before, and those of all T in return; logits [B, S, vocabulary].
/// </summary>
internal sealed record GraphLayout
{
    public required IntegerInput Ids { get; init; }

    public IntegerInput? Mask { get; init; }

    public IntegerInput? Positions { get; init; }

    /// <summary>The switch of a merged decoder; null for a graph of one branch.</summary>
    public string? Branch { get; init; }

    /// <summary>Keys and values, layer by layer.</summary>
    public required ImmutableArray<CacheTensor> Cache { get; init; }

    public required string Logits { get; init; }

    public required int Vocabulary { get; init; }

    /// <summary>Whether the graph gives the logits of the last new token alone.</summary>
    public required bool LastOnly { get; init; }
}
