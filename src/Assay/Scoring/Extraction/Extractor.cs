namespace Assay.Scoring.Extraction;

/// <summary>How far extraction goes to find an answer in a text.</summary>
public enum Extractor
{
    /// <summary>By all rules of the benchmark.</summary>
    Lenient,

    /// <summary>Only by rules that ask for a stated answer; see <see cref="Extracted.Loose"/>.</summary>
    Strict,
}
