namespace Assay.Models.Local.Folders;

/// <summary>A folder in which downloaded models are kept by the hub's names.</summary>
internal interface IModelCache
{
    /// <summary>What it is, in words.</summary>
    string Name { get; }

    /// <summary>The folder of a model; null when it is not here in this revision.</summary>
    /// <param name="id"><c>ORG/NAME</c>, checked to be a name.</param>
    /// <param name="revision">Branch, tag or commit, checked; null for what the hub would give.</param>
    string? Find(string id, string? revision);

    /// <summary>All models, sorted by name.</summary>
    IEnumerable<CachedModel> List();
}
