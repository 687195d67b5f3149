using System.Collections.Immutable;
using Assay.Repositories;

namespace Assay.Models.Local.Folders;

/// <summary>
/// Finds models on this machine: by path, or by the hub's name in the caches of Hugging Face, ModelScope and Assay.
/// </summary>
public static class ModelFolders
{
    /// <summary>The path of a model that is on this machine.</summary>
    /// <param name="nameOrPath">
    /// A folder or file, which comes first; <c>~</c> stands for the user's folder. Else <c>ORG/NAME</c>.
    /// </param>
    /// <param name="revision">Branch, tag or commit at the hub; null for the usual one. Paths have none.</param>
    /// <param name="workDir">Root of Assay's caches; null for <c>ASSAY_HOME</c> or <c>~/.cache/assay</c>.</param>
    /// <returns>Null when it is not here.</returns>
    /// <exception cref="InputException">The revision is no name of one.</exception>
    public static string? Find(string nameOrPath, string? revision = null, string? workDir = null) =>
        Find(nameOrPath, revision, workDir, Environment.GetEnvironmentVariable);

    /// <summary>All models in the caches, those of each cache sorted by name.</summary>
    /// <param name="workDir">Root of Assay's caches; null for <c>ASSAY_HOME</c> or <c>~/.cache/assay</c>.</param>
    public static ImmutableArray<FoundModel> List(string? workDir = null) =>
        List(workDir, Environment.GetEnvironmentVariable);

    /// <summary>A folder as an entry of such a list.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="path">The folder.</param>
    /// <param name="where">What it is in, in words.</param>
    public static FoundModel At(string id, string path, string where) =>
        new(id, path, where, FolderSize.Of(path), TypeOf(path), Revision: null);

    /// <summary>As the public one, with the environment's variables from <paramref name="variable"/>.</summary>
    internal static string? Find(string nameOrPath, string? revision, string? workDir, Func<string, string?> variable)
    {
        var path = Expanded(nameOrPath, variable);
        if (Path.Exists(path))
        {
            return Path.GetFullPath(path);
        }
        if (revision is not null && !HubId.IsRevision(revision))
        {
            throw new InputException(
                $"'{Excerpt.Of(revision)}' is no branch, tag or commit",
                "revision",
                "give main, or a commit"
            );
        }
        return HubId.IsOne(nameOrPath)
            ? RepositoryCaches
                .Of(RepositoryKind.Model, variable, workDir)
                .Select(cache => cache.Find(nameOrPath, revision))
                .FirstOrDefault(found => found is not null)
            : null;
    }

    /// <summary>As the public one, with the environment's variables from <paramref name="variable"/>.</summary>
    internal static ImmutableArray<FoundModel> List(string? workDir, Func<string, string?> variable) =>
        [
            .. RepositoryCaches
                .Of(RepositoryKind.Model, variable, workDir)
                .SelectMany(cache => cache.List().Select(model => Found(cache, model))),
        ];

    private static FoundModel Found(IRepositoryCache cache, CachedRepository model) =>
        new(model.Id, model.Path, cache.Name, FolderSize.Of(model.Path), TypeOf(model.Path), model.Revision);

    private static string? TypeOf(string path)
    {
        try
        {
            return ModelFolder.Open(path).ModelType;
        }
        catch (InputException)
        {
            return null;
        }
    }

    private static string Expanded(string path, Func<string, string?> variable) =>
        path == "~" || path.StartsWith("~/", StringComparison.Ordinal)
            ? Path.Join(RepositoryCaches.Home(variable), path.AsSpan(1))
            : path;

    /// <summary>The folder of the small model that comes with the program.</summary>
    /// <exception cref="InputException">It was left out.</exception>
    public static string Tiny() =>
        TinyFolder.Find(AppContext.BaseDirectory)
        ?? throw new InputException(
            "the small model is not beside the program",
            "--model tiny",
            "install Assay whole, or name another model"
        );
}
