namespace Assay.Scoring.Mathematics;

internal enum LatexKind
{
    /// <summary>Digits with at most one point, thousands separators dropped.</summary>
    Number,

    /// <summary>A letter, or a run of letters that is a function's, constant's or unit's name.</summary>
    Letters,

    /// <summary>A command without its backslash; <c>\\</c> is the command "\".</summary>
    Command,

    /// <summary>The words within <c>\text{…}</c> and the like.</summary>
    Words,

    /// <summary>Any other sign.</summary>
    Symbol,

    /// <summary>The end.</summary>
    End,
}

/// <summary>A piece of a formula.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text.</param>
/// <param name="Spaced">Whether a blank precedes it.</param>
internal readonly record struct LatexToken(LatexKind Kind, string Text, bool Spaced)
{
    public bool Is(LatexKind kind, string text) => Kind == kind && Text == text;
}
