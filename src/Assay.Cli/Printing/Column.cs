namespace Assay.Cli.Printing;

/// <summary>A column of a table.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Cell">Its text for a row.</param>
/// <param name="Right">Whether it stands to the right, as numbers do.</param>
/// <param name="Spare">Left out first where there is no room, the greatest first; 0 for a column that stays.</param>
internal sealed record Column<T>(string Title, Func<T, string> Cell, bool Right = true, int Spare = 0);
