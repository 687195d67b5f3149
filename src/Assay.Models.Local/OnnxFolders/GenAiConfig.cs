using Assay.Models.Local.Folders;

namespace Assay.Models.Local.OnnxFolders;

/// <summary>
/// The settings of ONNX Runtime GenAI (onnxruntime.ai, "GenAI config reference"). Session options and providers are passed over: a
/// folder does not choose what runs.
/// </summary>
internal sealed class GenAiConfig
{
    public const string FileName = "genai_config.json";

    private readonly ModelConfig model;
    private readonly ModelConfig? inputs;
    private readonly ModelConfig? outputs;

    private GenAiConfig(ModelConfig model, ModelConfig decoder)
    {
        this.model = model;
        Decoder = decoder;
        inputs = decoder.Section("inputs");
        outputs = decoder.Section("outputs");
    }

    /// <summary>The section <c>model.decoder</c>.</summary>
    public ModelConfig Decoder { get; }

    /// <summary>The graph; null where it is not said.</summary>
    public string? Filename => Decoder.Text("filename");

    public int? Context => model.Has("context_length") ? model.Int("context_length", min: 2) : null;

    public int? Vocabulary => model.Has("vocab_size") ? model.Int("vocab_size") : null;

    /// <summary>Reads the folder's file; null where it has none.</summary>
    /// <exception cref="InputException">The file is damaged, or describes more than one decoder graph.</exception>
    public static GenAiConfig? Load(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return null;
        }
        var config = ModelConfig.Load(path);
        var all = config.Section("model") ?? throw config.Refuse("model", "is missing", "fetch the model again");
        if (all.Has("encoder"))
        {
            throw all.Refuse("encoder", "models of an encoder and a decoder are not run");
        }
        var decoder = all.Section("decoder") ?? throw all.Refuse("decoder", "is missing", "fetch the model again");
        return decoder.Has("pipeline")
            ? throw decoder.Refuse(
                "pipeline",
                "decoders cut into several graphs are not run",
                "take a model of one graph"
            )
            : new GenAiConfig(all, decoder);
    }

    /// <summary>The name of an input, by its key; null where it is not said.</summary>
    public string? Input(string key) => inputs?.Text(key);

    /// <summary>The name of an output, by its key; null where it is not said.</summary>
    public string? Output(string key) => outputs?.Text(key);
}
