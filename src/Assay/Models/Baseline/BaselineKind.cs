namespace Assay.Models.Baseline;

/// <summary>Which of the possible answers a baseline takes.</summary>
internal enum BaselineKind
{
    Random,
    First,
    Longest,
    Majority,
}
