using System.Collections.Immutable;
using Assay.Models.Local.Weights;

namespace Assay.Models.Local.Folders;

/// <summary>A model on this machine: its settings, and where its weights are. Nothing in it is ever executed.</summary>
public sealed class ModelFolder
{
    private ModelFolder(string path, ModelFormat format, ModelConfig config)
    {
        Path = path;
        Format = format;
        Config = config;
    }

    /// <summary>The folder; for <see cref="ModelFormat.Llama2C"/> the <c>.bin</c> file.</summary>
    public string Path { get; }

    /// <summary>The folder that holds the tokenizer and the rest.</summary>
    public string Folder => Format == ModelFormat.Llama2C ? System.IO.Path.GetDirectoryName(Path)! : Path;

    /// <summary>How the weights are kept.</summary>
    public ModelFormat Format { get; }

    /// <summary>
    /// The settings: <c>config.json</c>, or <c>genai_config.json</c> where an ONNX folder has only that. A llama2.c header is
    /// given as the settings of a Llama model with the type <c>llama2c</c>.
    /// </summary>
    public ModelConfig Config { get; }

    /// <summary>The architecture's name: <c>llama</c>, <c>qwen2</c>, …</summary>
    /// <exception cref="InputException">The settings name none.</exception>
    public string ModelType =>
        (Config.ModelType, Config.Section("model")?.Text("type")) switch
        {
            ({ Length: > 0 } type, _) => type,
            (_, { Length: > 0 } type) => type,
            _ => throw new InputException("is missing", $"{Config.File}, key 'model_type'", "fetch the model again"),
        };

    /// <summary>The number type in which the model was trained or saved: <c>bfloat16</c>, …; null when not said.</summary>
    public string? TorchDtype => Config.Text("torch_dtype") ?? Config.Text("dtype") ?? LanguageDtype();

    /// <summary>
    /// Whether the hub's own programs would run code out of the folder (<c>auto_map</c>). Here that code is never run; such a
    /// model runs if its architecture is built in.
    /// </summary>
    public bool NeedsRemoteCode => Config.Has("auto_map");

    /// <summary>The ONNX graphs, sorted: those of the folder, else those of its folder <c>onnx</c>.</summary>
    public ImmutableArray<string> OnnxFiles => FindOnnx(Folder);

    /// <summary>
    /// Opens a folder, or a llama2.c <c>.bin</c> file. Where a folder has safetensors and ONNX files, the first are taken.
    /// The weights are not opened.
    /// </summary>
    /// <exception cref="InputException">There is no model that can be run; the message says what is there instead.</exception>
    public static ModelFolder Open(string path)
    {
        try
        {
            path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
            return Directory.Exists(path) ? OpenFolder(path)
                : File.Exists(path) ? OpenFile(path)
                : throw new InputException(
                    "there is no such folder or file",
                    path,
                    "give the path of a model's folder"
                );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw ModelFile.Unreadable(Excerpt.Of(path), e);
        }
    }

    /// <summary>Opens the weights, which the caller disposes.</summary>
    /// <exception cref="InputException">They are missing or damaged, or the model is ready-made ONNX.</exception>
    internal WeightStore OpenWeights() =>
        Format switch
        {
            ModelFormat.Safetensors => WeightStore.Open(Path),
            ModelFormat.Llama2C => Llama2CFile.Open(Path).Weights,
            _ => throw new InputException("holds ONNX graphs and no weights of their own", Path, "run it as it is"),
        };

    private static ModelFolder OpenFolder(string path)
    {
        var config = System.IO.Path.Combine(path, "config.json");
        var onnx = FindOnnx(path);
        if (File.Exists(config))
        {
            return HasSafetensors(path) ? new ModelFolder(path, ModelFormat.Safetensors, ModelConfig.Load(config))
                : onnx.Length > 0 ? new ModelFolder(path, ModelFormat.Onnx, ModelConfig.Load(config))
                : throw ForeignFormats.NoWeights(path);
        }
        var genai = System.IO.Path.Combine(path, "genai_config.json");
        if (File.Exists(genai) && onnx.Length > 0)
        {
            return new ModelFolder(path, ModelFormat.Onnx, ModelConfig.Load(genai));
        }
        string[] checkpoints = [.. Directory.EnumerateFiles(path, "*.bin").Where(Llama2CFile.IsOne)];
        return checkpoints switch
        {
            [var only] => OpenFile(only),
            [] => throw ForeignFormats.NoConfig(path),
            _ => throw new InputException(
                $"holds {checkpoints.Length} llama2.c checkpoints",
                path,
                $"give one of them: {string.Join(", ", checkpoints.Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal))}"
            ),
        };
    }

    private static ModelFolder OpenFile(string path)
    {
        if (ForeignFormats.File(path) is { } refusal)
        {
            throw refusal;
        }
        using var file = Llama2CFile.Open(path);
        return new ModelFolder(path, ModelFormat.Llama2C, Llama2CSettings.Of(file.Sizes, path));
    }

    private static bool HasSafetensors(string path) =>
        System.IO.Path.Exists(System.IO.Path.Combine(path, ShardIndex.FileName))
        || Directory.EnumerateFiles(path, "*.safetensors").Any();

    private static ImmutableArray<string> FindOnnx(string path)
    {
        ImmutableArray<string> own = [.. Directory.EnumerateFiles(path, "*.onnx").Order(StringComparer.Ordinal)];
        var below = System.IO.Path.Combine(path, "onnx");
        return own.Length == 0 && Directory.Exists(below)
            ? [.. Directory.EnumerateFiles(below, "*.onnx").Order(StringComparer.Ordinal)]
            : own;
    }

    private string? LanguageDtype() => Config.Language.Text("torch_dtype") ?? Config.Language.Text("dtype");
}
