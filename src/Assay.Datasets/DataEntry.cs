namespace Assay.Datasets;

/// <summary>A file with data, in a folder or in an archive.</summary>
/// <param name="Location">Where it is, for messages: its path, or that of the archive and the name inside.</param>
/// <param name="Name">Its path below the folder that was searched, with <c>/</c> between.</param>
/// <param name="Open">Opens it for reading from its beginning.</param>
public sealed record DataEntry(string Location, string Name, Func<Stream> Open);
