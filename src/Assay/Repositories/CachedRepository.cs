namespace Assay.Repositories;

/// <summary>A repository of a hub in a cache.</summary>
/// <param name="Id"><c>ORG/NAME</c>.</param>
/// <param name="Path">The folder with its files.</param>
/// <param name="Revision">The hub's branch, tag or commit; null where the cache does not say.</param>
public sealed record CachedRepository(string Id, string Path, string? Revision);
