namespace Assay.Models.Local.Folders;

/// <summary>Which files of a hub's repository make a model that runs here: settings, tokenizer, template, one set of weights.</summary>
public static class NeededFiles
{
    private static readonly string[] SmallEndings = [".json", ".jinja", ".model", ".tiktoken"];
    private static readonly string[] SmallNames = ["merges.txt", "vocab.txt"];

    /// <summary>The files to download.</summary>
    /// <param name="repository">What the repository is, for messages.</param>
    /// <param name="paths">The paths of its files.</param>
    /// <exception cref="InputException">It has no weights that run here.</exception>
    public static IReadOnlyList<string> Of(string repository, IEnumerable<string> paths)
    {
        List<string> all = [.. paths];
        List<string> root = [.. all.Where(path => !path.Contains('/', StringComparison.Ordinal))];
        var weights = Weights(root, all);
        return weights.Count > 0
            ? [.. root.Where(IsSmall), .. weights]
            : throw new InputException(
                $"{repository} has no weights that run here ({Seen(root)})",
                "--model",
                "only *.safetensors and ONNX files are run: take another repository of the model, or serve it and give --api-url"
            );
    }

    // A repository may have the same weights several times: whole, in shards, in its authors' own names.
    private static List<string> Weights(List<string> root, List<string> all)
    {
        List<string> tensors = [.. root.Where(path => Ends(path, ".safetensors"))];
        List<string> shards = [.. tensors.Where(path => path.StartsWith("model-", StringComparison.Ordinal))];
        if (tensors.Count > 0)
        {
            return shards.Count > 0 && root.Contains("model.safetensors.index.json") ? shards
                : tensors.Contains("model.safetensors") ? ["model.safetensors"]
                : tensors;
        }
        List<string> graphs = [.. root.Where(IsOnnx)];
        if (graphs.Count > 0)
        {
            return graphs;
        }
        List<string> below = [.. all.Where(path => path.StartsWith("onnx/", StringComparison.Ordinal) && IsOnnx(path))];
        List<string> plain = [.. below.Where(path => path.StartsWith("onnx/model.onnx", StringComparison.Ordinal))];
        return plain.Count > 0 ? plain : below;
    }

    private static bool IsSmall(string path) =>
        SmallEndings.Any(ending => Ends(path, ending)) || SmallNames.Contains(path, StringComparer.Ordinal);

    // Weights too large for a graph lie beside it: model.onnx.data, model.onnx_data.
    private static bool IsOnnx(string path) =>
        Ends(path, ".onnx") || Ends(path, ".onnx.data") || Ends(path, ".onnx_data");

    private static bool Ends(string path, string ending) => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    private static string Seen(List<string> root)
    {
        const int Shown = 5;
        var large = root.Where(path => !IsSmall(path)).Take(Shown).Select(path => Excerpt.Of(path)).ToList();
        return large.Count == 0 ? "it has no files" : $"it has {string.Join(", ", large)}";
    }
}
