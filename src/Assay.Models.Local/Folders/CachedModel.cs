namespace Assay.Models.Local.Folders;

/// <summary>A place in a cache that looks like a model.</summary>
/// <param name="Id"><c>ORG/NAME</c>.</param>
/// <param name="Path">The folder with the model's files.</param>
/// <param name="Revision">The hub's branch, tag or commit; null where the cache does not say.</param>
internal sealed record CachedModel(string Id, string Path, string? Revision);
