namespace Assay.Models.Local.Engine;

/// <summary>
/// One run of the graph: the same number of new tokens for each of some slots side by side. More than one new token behind a past is for
/// one slot alone (a limit of ONNX Runtime's attention).
/// </summary>
internal sealed record Pass
{
    /// <summary>The first slot.</summary>
    public required int Slot { get; init; }

    /// <summary>The new tokens, one slot behind the other.</summary>
    public required int[] Tokens { get; init; }

    /// <summary>How many tokens each slot holds before; its length is the number of slots.</summary>
    public required int[] Past { get; init; }

    /// <summary>Whether each slot's positions turn by the frequencies for long sequences.</summary>
    public required bool[] Long { get; init; }

    /// <summary>Which tokens' logits are wanted: places in <see cref="Tokens"/>, in order.</summary>
    public required int[] Rows { get; init; }

    /// <summary>What tokens see where they are not one chain; null for a chain.</summary>
    public TokenTree? Tree { get; init; }

    /// <summary>New tokens of each slot.</summary>
    public int New => Tokens.Length / Past.Length;

    /// <summary>Tokens of the longest slot when the pass is done.</summary>
    public int Total => Past.Max() + New;

    /// <summary>The position of a token in its text.</summary>
    public int Position(int place) => Tree?.Positions[Past[0] + place] ?? Past[place / New] + (place % New);
}
