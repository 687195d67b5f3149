namespace Assay.Scoring.Extraction;

/// <summary>An answer found in a text.</summary>
/// <param name="Value">The answer in its normal form: a label, a number without separators, a text.</param>
/// <param name="Rule">The name of the rule that found it, as reviews show it.</param>
public readonly record struct Extracted(string Value, string Rule)
{
    /// <summary>
    /// Whether the rule guesses: the text never said that this is its answer, it only holds something that could be one (the last
    /// number, a letter in bold). Loose rules come after all others, so without them the same answers or none are found.
    /// </summary>
    public bool Loose { get; init; }
}
