namespace Assay.Repositories;

/// <summary>A folder in which repositories of a hub are kept by the hub's names.</summary>
public interface IRepositoryCache
{
    /// <summary>What it is, in words.</summary>
    string Name { get; }

    /// <summary>The hub that its repositories come from; null where that is not said.</summary>
    Hub? Hub { get; }

    /// <summary>The folder of a repository; null when it is not here in this revision.</summary>
    /// <param name="id"><c>ORG/NAME</c>, checked to be a name (<see cref="HubId"/>).</param>
    /// <param name="revision">Branch, tag or commit, checked; null for what the hub would give.</param>
    string? Find(string id, string? revision);

    /// <summary>All repositories, sorted by name.</summary>
    IEnumerable<CachedRepository> List();
}
