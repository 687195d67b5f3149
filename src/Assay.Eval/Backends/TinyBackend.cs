using Assay.Models;
using Assay.Models.Local.Folders;

namespace Assay.Backends;

/// <summary>The small language model that comes with the program.</summary>
public sealed class TinyBackend : IModelBackend
{
    /// <summary>Its name.</summary>
    public const string Name = "tiny";

    /// <inheritdoc/>
    public string? Scheme => null;

    /// <inheritdoc/>
    public string Form => Name;

    /// <inheritdoc/>
    public string Summary => "a small language model that comes with Assay; for trying things out";

    /// <inheritdoc/>
    public IModel Create(ModelSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return LocalBackend.Open(Name, ModelFolders.Tiny(), spec.Plan);
    }
}
