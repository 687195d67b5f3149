using System.Collections.Immutable;

namespace Assay.ChatTemplates;

/// <summary>
/// A stretch of a rendered prompt. The pieces in their order make the whole prompt: a tokenizer adds nothing of its own before or
/// behind them.
/// </summary>
public abstract record PromptPiece
{
    private protected PromptPiece() { }
}

/// <summary>Text to encode; names of special tokens in it, such as <c>&lt;|im_end|&gt;</c>, mean those tokens.</summary>
/// <param name="Text">The text, never empty.</param>
public sealed record PromptText(string Text) : PromptPiece;

/// <summary>Tokens that have no text of their own.</summary>
/// <param name="Ids">Their ids in the model's vocabulary.</param>
public sealed record PromptIds(ImmutableArray<int> Ids) : PromptPiece
{
    /// <inheritdoc/>
    public bool Equals(PromptIds? other) => other is not null && Ids.AsSpan().SequenceEqual(other.Ids.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Ids.Aggregate(0, HashCode.Combine);
}

/// <summary>The token that begins a text; nothing for a tokenizer that has none.</summary>
public sealed record PromptBos : PromptPiece;

/// <summary>The token that ends a text; nothing for a tokenizer that has none.</summary>
public sealed record PromptEos : PromptPiece;
