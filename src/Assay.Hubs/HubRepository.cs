using Assay.Repositories;

namespace Assay.Hubs;

/// <summary>A repository at a revision.</summary>
/// <param name="Hub">The hub.</param>
/// <param name="Kind">Model or data set.</param>
/// <param name="Id"><c>ORG/NAME</c>.</param>
/// <param name="Revision">Branch, tag or commit.</param>
public sealed record HubRepository(Hub Hub, RepositoryKind Kind, string Id, string Revision)
{
    /// <summary>A repository, its default branch where none is named.</summary>
    /// <exception cref="InputException">The id or the revision is no name of one.</exception>
    public static HubRepository Of(Hub hub, RepositoryKind kind, string id, string? revision = null)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (!HubId.IsOne(id))
        {
            throw new InputException(
                $"'{id}' is no name of a repository",
                hub.ToString(),
                "write ORG/NAME: letters, digits, dots, dashes, underscores"
            );
        }
        revision ??= RepositoryCaches.DefaultRevision(hub);
        return HubId.IsRevision(revision)
            ? new HubRepository(hub, kind, id, revision)
            : throw new InputException(
                $"'{revision}' is no branch, tag or commit",
                "revision",
                $"give {RepositoryCaches.DefaultRevision(hub)}, or a commit"
            );
    }

    /// <summary>The hub's name and the id.</summary>
    public override string ToString() => $"{Hub}'s {Id}";
}
