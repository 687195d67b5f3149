namespace Assay.Hubs;

/// <summary>Something that happens while files are downloaded.</summary>
public abstract record DownloadEvent;

/// <summary>A repository's files begin to be downloaded.</summary>
/// <param name="Repository">The repository.</param>
/// <param name="Files">How many are missing here.</param>
/// <param name="Bytes">How many bytes they have together; null where the hub does not say.</param>
public sealed record DownloadBegan(HubRepository Repository, int Files, long? Bytes) : DownloadEvent;

/// <summary>Bytes of a file are here.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">How many more than before; negative where they have to be fetched again.</param>
public sealed record BytesArrived(string Path, long Bytes) : DownloadEvent;

/// <summary>A file is here, whole and checked.</summary>
/// <param name="Path">The file.</param>
public sealed record FileArrived(string Path) : DownloadEvent;

/// <summary>Something failed and is tried again.</summary>
/// <param name="Why">What failed.</param>
/// <param name="Wait">How long is waited before.</param>
public sealed record DownloadRetried(string Why, TimeSpan Wait) : DownloadEvent;

/// <summary>Another process downloads the same repository; it is waited for.</summary>
/// <param name="Repository">The repository.</param>
public sealed record DownloadAwaited(HubRepository Repository) : DownloadEvent;

/// <summary>The files of a repository are here.</summary>
/// <param name="Repository">The repository.</param>
/// <param name="Folder">Where.</param>
/// <param name="Fetched">How many were downloaded for it.</param>
public sealed record DownloadEnded(HubRepository Repository, string Folder, int Fetched) : DownloadEvent;
