using Assay.Models.Local.Architectures;
using Assay.Models.Local.Engine;
using Assay.Models.Local.Folders;
using Assay.Models.Local.Tests.Reference;
using Assay.Models.Local.Weights;
using Assay.Testing;

namespace Assay.Models.Local.Tests.Engine;

/// <summary>The cases as the engine and as the reference load them, each once for a class of tests.</summary>
public sealed class LoadedTransformers : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, string> folders = [];
    private readonly Dictionary<string, ReferenceModel> references = [];
    private readonly Dictionary<(string, Precision), DecoderTransformer> transformers = [];

    internal ReferenceModel Reference(string name) =>
        references.TryGetValue(name, out var model) ? model : references[name] = ReferenceModel.Load(Folder(name));

    internal ITransformer Transformer(string name, Precision precision = Precision.Float32) =>
        transformers.TryGetValue((name, precision), out var model)
            ? model
            : transformers[(name, precision)] = Load(Folder(name), precision);

    public void Dispose()
    {
        foreach (var transformer in transformers.Values)
        {
            transformer.Dispose();
        }
        folder.Dispose();
    }

    internal static DecoderTransformer Load(string path, Precision precision = Precision.Float32, int slots = 4)
    {
        var config = ModelFolder.Open(path).Config;
        var store = WeightStore.Open(path);
        return DecoderTransformer.Load(
            Architecture.Of(config).Describe(config, store),
            store,
            precision,
            threads: 1,
            slots
        );
    }

    private string Folder(string name)
    {
        if (!folders.TryGetValue(name, out var path))
        {
            folders[name] = path = folder[folders.Count.ToString()];
            ArchitectureCases.Named(name).Folder.Write(path);
        }
        return path;
    }
}
