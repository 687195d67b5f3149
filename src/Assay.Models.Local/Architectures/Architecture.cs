using System.Collections.Immutable;
using Assay.Models.Local.Description;
using Assay.Models.Local.Folders;
using Assay.Models.Local.Weights;

namespace Assay.Models.Local.Architectures;

/// <summary>
/// A family of models. A new one is one file: it names the <c>model_type</c>s it is for, and turns <c>config.json</c> into a description.
/// </summary>
internal abstract class Architecture
{
    /// <summary>All that are known.</summary>
    public static ImmutableArray<Architecture> All { get; } =
    [
        new Llama(),
        new Llama2C(),
        new Mistral(),
        new Qwen(),
        new Qwen2(),
        new Qwen3(),
        new InternLm2(),
        new Phi3(),
        new Gemma(),
        new Gemma2(),
        new Gemma3(),
        new ChatGlm(),
        new Baichuan(),
        new Gpt2(),
    ];

    /// <summary>More layers than any model has; a description of a million would fill the memory before a weight is missed.</summary>
    protected const int MostLayers = 1024;

    /// <summary>More heads than any model has.</summary>
    protected const int MostHeads = 4096;

    /// <summary>Values of <c>model_type</c>.</summary>
    public abstract ImmutableArray<string> Types { get; }

    /// <summary>Describes a model.</summary>
    /// <param name="config">Its settings.</param>
    /// <param name="names">The names of its weights, which differ between files of the same model.</param>
    /// <exception cref="InputException">A setting is missing, makes no sense, or asks for what is not known.</exception>
    public abstract DecoderDescription Describe(ModelConfig config, WeightStore names);

    /// <summary>The architecture of a model.</summary>
    /// <exception cref="InputException">There is none; lists those known.</exception>
    public static Architecture Of(ModelConfig config) =>
        All.FirstOrDefault(known => known.Types.Contains(config.ModelType, StringComparer.Ordinal))
        ?? throw config.Refuse(
            "model_type",
            config.ModelType.Length == 0
                ? "is missing"
                : $"names an architecture that is not known: '{Excerpt.Of(config.ModelType)}'{RemoteCode(config)}",
            $"known are {string.Join(", ", All.SelectMany(known => known.Types))}; or serve the folder (vLLM, llama.cpp, Ollama) and give --api-url"
        );

    private static string RemoteCode(ModelConfig config) =>
        config.Has("auto_map")
            ? " (the folder brings its own code for it, which trust_remote_code would run; no code of a model folder is ever run here)"
            : "";

    /// <summary>One description for each of a number of layers.</summary>
    protected static ImmutableArray<DecoderLayer> Layers(int count, Func<int, DecoderLayer> layer) =>
        [.. Enumerable.Range(0, count).Select(layer)];

    /// <summary>A projection whose bias, if any, is named as its weight.</summary>
    protected static Linear Project(string name, bool bias = false) =>
        new($"{name}.weight") { Bias = bias ? $"{name}.bias" : null };

    /// <summary>Some outputs of a projection that holds several.</summary>
    protected static Linear Slice(Linear whole, int first, int count) =>
        whole with
        {
            Rows = [new RowRange(first, count)],
        };

    /// <summary>The activation by the name that transformers gives it.</summary>
    protected static Activation Activation(ModelConfig config, string key, string otherwise) =>
        (config.Text(key) ?? otherwise) switch
        {
            "silu" or "swish" => Description.Activation.Silu,
            "gelu" => Description.Activation.Gelu,
            "gelu_new" or "gelu_pytorch_tanh" or "gelu_fast" => Description.Activation.GeluTanh,
            "relu" => Description.Activation.Relu,
            var other => throw config.Refuse(
                key,
                $"names an activation that is not known: '{other}'",
                "known are silu, gelu, gelu_new, gelu_pytorch_tanh, relu"
            ),
        };
}
