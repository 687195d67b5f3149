namespace Assay.Plans;

/// <summary>A flag as it was given on the command line.</summary>
/// <param name="Flag">As typed, for messages: <c>--limit</c>.</param>
/// <param name="Key">The plan's key or one of its aliases: <c>limit</c>.</param>
/// <param name="Values">The values behind it; none for a switch.</param>
public sealed record PlanFlag(string Flag, string Key, IReadOnlyList<string> Values);
