namespace Assay.Models.Local.Tests.Reference.Plans;

/// <summary>A tensor to be filled with numbers spread evenly around a centre.</summary>
/// <param name="Name">As in the file.</param>
/// <param name="Shape">Its sizes; empty for a single number.</param>
/// <param name="Deviation">The numbers' standard deviation.</param>
/// <param name="Centre">Their mean.</param>
internal sealed record PlannedTensor(string Name, int[] Shape, double Deviation, double Centre = 0);
