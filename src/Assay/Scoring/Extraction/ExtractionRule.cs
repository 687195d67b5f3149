namespace Assay.Scoring.Extraction;

/// <summary>A rule by which answers are found in texts, as pages about benchmarks show it.</summary>
/// <param name="Name">Its name in reviews.</param>
/// <param name="Finds">What it finds.</param>
/// <param name="Source">Whose rule it is; null for Assay's own.</param>
/// <param name="Loose">Whether it guesses; see <see cref="Extracted.Loose"/>.</param>
public sealed record ExtractionRule(string Name, string Finds, string? Source = null, bool Loose = false);
