namespace Assay.Train.Data;

/// <summary>A question of an evaluated data set, which must not be taught.</summary>
/// <param name="Question">The question by itself.</param>
/// <param name="WithChoices">The question with its choices.</param>
/// <param name="PatternIsFree">Whether its sentences may be taught with other numbers.</param>
public sealed record Forbidden(string Question, string WithChoices, bool PatternIsFree = false);
