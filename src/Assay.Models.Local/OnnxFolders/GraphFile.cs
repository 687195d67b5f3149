using Assay.Models.Local.Folders;

namespace Assay.Models.Local.OnnxFolders;

/// <summary>Finds the decoder's graph among the files of a folder.</summary>
internal static class GraphFile
{
    private const int Shown = 6;

    // Optimum's names: a graph that takes and gives a cache, and the older one of two branches.
    private static readonly string[] Known = ["model.onnx", "decoder_model_merged.onnx"];

    /// <summary>The file that <c>genai_config.json</c> names, else the one of a known name, else the only one.</summary>
    /// <exception cref="InputException">None stands out, or the file named is missing or outside the folder.</exception>
    public static string Find(ModelFolder folder, GenAiConfig? genAi)
    {
        if (genAi?.Filename is { } named)
        {
            return Inside(folder.Folder, named, genAi);
        }
        var files = folder.OnnxFiles;
        return Known
                .Select(name => files.FirstOrDefault(file => Path.GetFileName(file) == name))
                .FirstOrDefault(file => file is not null)
            ?? (
                files is [var only]
                    ? only
                    : throw new InputException(
                        $"holds several graphs and none named {string.Join(" or ", Known)}: {Names(files)}",
                        folder.Folder,
                        "keep the one to run"
                    )
            );
    }

    private static string Inside(string folder, string name, GenAiConfig genAi)
    {
        var path = Path.GetFullPath(Path.Combine(folder, name));
        if (
            name.Contains('\0', StringComparison.Ordinal)
            || !path.StartsWith(WithSeparator(folder), StringComparison.Ordinal)
        )
        {
            throw genAi.Decoder.Refuse(
                "filename",
                $"the graph {Excerpt.Of(name)} is outside the model's folder, and is not opened"
            );
        }
        ModelFile.Length(path);
        return path;
    }

    private static string WithSeparator(string folder) =>
        Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar;

    private static string Names(IReadOnlyList<string> files) =>
        string.Join(", ", files.Take(Shown).Select(file => Excerpt.Of(Path.GetFileName(file))))
        + (files.Count > Shown ? ", …" : "");
}
