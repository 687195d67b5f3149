using Assay.Models.Local.Folders;
using Assay.Models.Local.OnnxFolders;
using Assay.Models.Local.Tests.Reference;
using Assay.Testing;

namespace Assay.Models.Local.Tests.OnnxFolders;

/// <summary>One small Llama in several ready-made forms, and the reference for all of them.</summary>
public sealed class OnnxModels : IDisposable
{
    internal const string Optimum = "Optimum";
    internal const string Present = "Optimum, other names of outputs";
    internal const string Merged = "Optimum, merged";
    internal const string LastOnly = "logits of the last token alone";
    internal const string Narrow = "int32 inputs";
    internal const string Half = "float16 cache and logits";
    internal const string GenAi = "ONNX Runtime GenAI";

    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, OnnxTransformer> transformers = [];

    /// <summary>Writes the weights in the hubs' layout, for the reference and the graphs.</summary>
    public OnnxModels()
    {
        Source = folder["source"];
        Case.Folder.Write(Source);
        Reference = ReferenceModel.Load(Source);
    }

    /// <summary>The forms whose results are float32.</summary>
    public static TheoryData<string> Exact => [Optimum, Present, Merged, LastOnly, Narrow, GenAi];

    internal static ArchitectureCase Case { get; } = ArchitectureCases.Named("llama 2, grouped, float16");

    internal string Source { get; }

    internal ReferenceModel Reference { get; }

    /// <summary>The transformer of a form, shared by the tests of a class.</summary>
    internal OnnxTransformer this[string form]
    {
        get
        {
            if (!transformers.TryGetValue(form, out var transformer))
            {
                transformers[form] = transformer = Load(Write(form, folder[form]));
            }
            return transformer;
        }
    }

    /// <summary>Loads a folder as the product does.</summary>
    internal static OnnxTransformer Load(string path) =>
        OnnxTransformer.Load(ModelFolder.Open(path), threads: 1, slots: 4);

    /// <summary>Writes a form into a folder and gives its path.</summary>
    internal string Write(string form, string path)
    {
        if (form != GenAi)
        {
            return Write(
                GraphOf(form),
                path,
                form == Merged ? "decoder_model_merged.onnx" : "model.onnx",
                narrow: form == Narrow
            );
        }
        Directory.CreateDirectory(path);
        File.WriteAllBytes(Path.Combine(path, "model.onnx"), GenAiGraph.Build(new GraphParts(Source)));
        File.WriteAllText(Path.Combine(path, "genai_config.json"), GenAiGraph.Config());
        return path;
    }

    /// <summary>Writes Optimum's layout: <c>config.json</c> and a graph.</summary>
    internal string Write(
        OptimumGraph graph,
        string path,
        string file = "model.onnx",
        string? embeddings = null,
        bool narrow = false
    )
    {
        var written = Path.Combine(path, file);
        Directory.CreateDirectory(Path.GetDirectoryName(written)!);
        Case.Folder.WriteConfig(path);
        File.WriteAllBytes(
            written,
            graph.Build(new GraphParts(Source) { EmbeddingFile = embeddings, Narrow = narrow })
        );
        return path;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var transformer in transformers.Values)
        {
            transformer.Dispose();
        }
        folder.Dispose();
    }

    private static OptimumGraph GraphOf(string form) =>
        form switch
        {
            Present => new OptimumGraph { Present = "present_key_values" },
            Merged => new OptimumGraph { Merged = true },
            LastOnly => new OptimumGraph { LastOnly = true },
            Half => new OptimumGraph { Half = true },
            _ => new OptimumGraph(),
        };
}
