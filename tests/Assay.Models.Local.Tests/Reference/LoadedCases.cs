using Assay.Testing;

namespace Assay.Models.Local.Tests.Reference;

/// <summary>The cases' reference models, each written and read once for a class of tests.</summary>
public sealed class LoadedCases : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, ReferenceModel> models = [];

    /// <summary>The case of a name with its model.</summary>
    public (ArchitectureCase Case, ReferenceModel Model) this[string name]
    {
        get
        {
            var one = ArchitectureCases.Named(name);
            if (!models.TryGetValue(name, out var model))
            {
                var own = folder[models.Count.ToString()];
                one.Folder.Write(own);
                models[name] = model = ReferenceModel.Load(own);
            }
            return (one, model);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();
}
