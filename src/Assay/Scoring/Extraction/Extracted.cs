namespace Assay.Scoring.Extraction;

/// <summary>An answer found in a text.</summary>
/// <param name="Value">The answer in its normal form: a label, a number without separators, a text.</param>
/// <param name="Rule">The name of the rule that found it, as reviews show it.</param>
public readonly record struct Extracted(string Value, string Rule);
