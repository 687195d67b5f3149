namespace Assay.Models.Local.Folders;

/// <summary>Says what is wrong with a folder whose model cannot be run, and what to do about it.</summary>
internal static class ForeignFormats
{
    private const string Runs = "only safetensors, ONNX and llama2.c files are run";

    /// <summary>What to throw for a folder without weights that can be run.</summary>
    public static InputException NoWeights(string folder)
    {
        var names = Names(folder);
        if (names.FirstOrDefault(IsGguf) is { } gguf)
        {
            return Gguf(Path.Combine(folder, gguf));
        }
        if (names.FirstOrDefault(IsPickle) is { } pickle)
        {
            return Pickle(Path.Combine(folder, pickle));
        }
        return new InputException(
            $"holds no weights; {Saw(folder, names)}",
            folder,
            "fetch the model's *.safetensors files too, or give the folder that holds them"
        );
    }

    /// <summary>What to throw for a folder without settings.</summary>
    public static InputException NoConfig(string folder)
    {
        var names = Names(folder);
        return names.Any(name => IsGguf(name) || IsPickle(name))
            ? NoWeights(folder)
            : new InputException(
                $"is no model folder: it has no config.json; {Saw(folder, names)}",
                folder,
                "give the folder with config.json and *.safetensors, or ONNX files, or a llama2.c .bin file"
            );
    }

    /// <summary>What to throw for a single file that is no llama2.c checkpoint; null where it might be one.</summary>
    public static InputException? File(string path)
    {
        var name = Path.GetFileName(path);
        if (IsGguf(name))
        {
            return Gguf(path);
        }
        if (IsPickle(name))
        {
            return Pickle(path);
        }
        return Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".bin" => null,
            ".safetensors" or ".onnx" or ".json" => new InputException(
                "is one file of a model",
                path,
                "give the folder that holds it, with config.json and the tokenizer"
            ),
            _ => new InputException("is no model", path, "give a model's folder, or a llama2.c .bin file"),
        };
    }

    private static InputException Gguf(string path) =>
        new(
            $"GGUF files are not run here; {Runs}",
            path,
            "take the model's original folder with *.safetensors, or serve the file with llama.cpp or Ollama and give its --api-url"
        );

    private static InputException Pickle(string path) =>
        new(
            $"is a PyTorch pickle, which could run code and is never opened; {Runs}",
            path,
            "fetch the repository's *.safetensors files, or convert it with transformers: "
                + "model.save_pretrained(FOLDER, safe_serialization=True)"
        );

    private static bool IsGguf(string name) => Has(name, ".gguf") || Has(name, ".ggml");

    private static bool IsPickle(string name) =>
        Has(name, ".pt")
        || Has(name, ".pth")
        || Has(name, ".ckpt")
        || Has(name, ".pkl")
        || (Has(name, ".bin") && name.StartsWith("pytorch_model", StringComparison.OrdinalIgnoreCase))
        || Has(name, ".bin.index.json");

    private static bool Has(string name, string ending) => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    private static string Saw(string folder, string[] names)
    {
        const int Shown = 6;
        if (names.Length == 0)
        {
            return Directory.EnumerateDirectories(folder).Any() ? "it has folders only" : "it is empty";
        }
        var more = names.Length > Shown ? " …" : "";
        return $"it has {string.Join(", ", names.Take(Shown).Select(Excerpt.Of))}{more}";
    }

    private static string[] Names(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder)
                .Take(10_000)
                .Select(path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal),
        ];
}
