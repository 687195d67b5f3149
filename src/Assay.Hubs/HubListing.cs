using System.Collections.Immutable;

namespace Assay.Hubs;

/// <summary>What a repository holds.</summary>
/// <param name="Commit">
/// The hub's commit; where the hub has one for each file only, a digest of the files' digests: either way another name means another
/// content.
/// </param>
/// <param name="Files">The files, checked to have names that can be written.</param>
public sealed record HubListing(string Commit, ImmutableArray<HubFile> Files);

/// <summary>A file of a repository.</summary>
/// <param name="Path">Its path, with <c>/</c> between.</param>
/// <param name="Size">Bytes; null where the hub does not say.</param>
/// <param name="Digest">What its bytes must hash to; null where the hub does not say.</param>
public sealed record HubFile(string Path, long? Size, FileDigest? Digest);
