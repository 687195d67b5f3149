namespace Assay.Models.Local.Folders;

/// <summary>A model in one of the caches of this machine.</summary>
/// <param name="Id">Its name at the hub, <c>ORG/NAME</c>.</param>
/// <param name="Path">The folder to open.</param>
/// <param name="Where">Which cache it is in, in words.</param>
/// <param name="Bytes">Size of its files.</param>
/// <param name="ModelType">The architecture's name; null when its settings cannot be read.</param>
/// <param name="Revision">The hub's branch, tag or commit; null where the cache does not say.</param>
public sealed record FoundModel(string Id, string Path, string Where, long Bytes, string? ModelType, string? Revision);
