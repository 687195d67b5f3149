namespace Assay.Repositories;

/// <summary>What a repository of a hub holds.</summary>
public enum RepositoryKind
{
    /// <summary>A model.</summary>
    Model,

    /// <summary>A data set.</summary>
    Dataset,
}
