using System.Collections.Immutable;

namespace Assay.ChatTemplates.Types;

/// <summary>
/// How a template type writes a chat: <c>Begin</c> or <c>System</c>, then for each turn <c>Question</c>, <c>Answer</c>, the answer's
/// text, and <c>Between</c>. Each <see cref="Slot"/> is filled with what the chat has.
/// </summary>
internal sealed record TypeFormat
{
    /// <summary>What begins a chat without a system message.</summary>
    public ImmutableArray<Part> Begin { get; init; } = [];

    /// <summary>What begins a chat with one; null where the type has no place for it.</summary>
    public ImmutableArray<Part>? System { get; init; }

    /// <summary>The system message of a chat that brings none.</summary>
    public string? DefaultSystem { get; init; }

    /// <summary>Around a question.</summary>
    public required ImmutableArray<Part> Question { get; init; }

    /// <summary>What opens an answer.</summary>
    public ImmutableArray<Part> Answer { get; init; } = [];

    /// <summary>Between an answer and the next question; null where the type knows one turn only.</summary>
    public ImmutableArray<Part>? Between { get; init; }

    /// <summary>What closes the last answer, where the chat has it.</summary>
    public required ImmutableArray<Part> End { get; init; }
}

/// <summary>A part of a format: a piece of the prompt, or a slot to fill.</summary>
internal readonly record struct Part(PromptPiece? Piece, Slot Slot)
{
    public static implicit operator Part(string text) => new(new PromptText(text), Slot.None);

    public static implicit operator Part(PromptPiece piece) => new(piece, Slot.None);

    public static implicit operator Part(Slot slot) => new(null, slot);

    public static Part Ids(params ReadOnlySpan<int> ids) => new PromptIds([.. ids]);
}

/// <summary>A place for a text of the chat; the names are short because formats are read as wholes.</summary>
internal enum Slot
{
    None,

    /// <summary>The system message.</summary>
    S,

    /// <summary>The question.</summary>
    Q,

    /// <summary>The number of the turn, from 1.</summary>
    N,
}
