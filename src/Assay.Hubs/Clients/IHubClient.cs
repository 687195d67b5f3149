namespace Assay.Hubs.Clients;

/// <summary>What a hub can do.</summary>
internal interface IHubClient
{
    /// <summary>The address that is asked, for messages.</summary>
    string Address { get; }

    /// <summary>Lists a repository's files.</summary>
    /// <exception cref="InputException">There is no such repository or revision, or it needs a token.</exception>
    /// <exception cref="HubException">It failed in passing.</exception>
    Task<HubListing> ListAsync(HubRepository repository, CancellationToken cancellationToken);

    /// <summary>Begins to download a file.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="commit">The commit of its listing.</param>
    /// <param name="path">The file.</param>
    /// <param name="offset">How many bytes are here already.</param>
    /// <param name="etag">The version that they belong to; null where that is not known.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="InputException">There is no such file, or it needs a token.</exception>
    /// <exception cref="HubException">It failed in passing.</exception>
    Task<HubBody> OpenAsync(
        HubRepository repository,
        string commit,
        string path,
        long offset,
        string? etag,
        CancellationToken cancellationToken
    );
}
