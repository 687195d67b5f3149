namespace Assay.Train.Data.Dates;

/// <summary>A text that asks for a date.</summary>
/// <param name="Text">What is told and asked, up to "in MM/DD/YYYY".</param>
/// <param name="Reason">Sentences that lead to the date.</param>
/// <param name="Date">The date.</param>
internal sealed record DateStory(string Text, string Reason, DateTime Date);
