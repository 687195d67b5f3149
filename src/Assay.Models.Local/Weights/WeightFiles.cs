namespace Assay.Models.Local.Weights;

/// <summary>Finds and opens the safetensors files of a folder.</summary>
internal static class WeightFiles
{
    private const string Single = "model.safetensors";

    /// <summary>See <see cref="WeightStore.Open"/>.</summary>
    public static WeightStore Open(string path)
    {
        if (!Directory.Exists(path))
        {
            return Open(path, [path], map: null);
        }
        var single = Path.Combine(path, Single);
        var index = Path.Combine(path, ShardIndex.FileName);
        if (Path.Exists(single) || !Path.Exists(index))
        {
            return Open(path, [Path.Exists(single) ? single : Only(path)], map: null);
        }
        var map = ShardIndex.Read(index);
        var shards = map.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return Open(path, [.. shards.Select(shard => Path.Combine(path, shard))], map);
    }

    private static string Only(string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*.safetensors").Order(StringComparer.Ordinal)];
        return files switch
        {
            [var only] => only,
            [] => throw Folders.ForeignFormats.NoWeights(folder),
            _ => throw new InputException(
                $"holds {files.Length} safetensors files and no index that says which belong together",
                folder,
                $"fetch {ShardIndex.FileName} too"
            ),
        };
    }

    private static WeightStore Open(string source, string[] paths, Dictionary<string, string>? map)
    {
        var files = new List<MappedFile>();
        try
        {
            var tensors = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
            foreach (var path in paths)
            {
                var file = MappedFile.Open(path);
                files.Add(file);
                Add(tensors, file, map);
            }
            CheckAllThere(tensors, source, map);
            return new WeightStore(source, tensors, files);
        }
        catch
        {
            files.ForEach(file => file.Dispose());
            throw;
        }
    }

    private static void Add(Dictionary<string, StoredTensor> tensors, MappedFile file, Dictionary<string, string>? map)
    {
        var name = Path.GetFileName(file.Path);
        var (entries, dataStart) = SafetensorsFile.Read(file);
        // Where two shards hold the same name, the index decides; what it does not name is not part of the model.
        var own = entries.Where(entry => map is null || (map.TryGetValue(entry.Name, out var shard) && shard == name));
        foreach (var entry in own)
        {
            tensors.Add(entry.Name, new StoredTensor(entry, file, dataStart));
        }
    }

    private static void CheckAllThere(
        Dictionary<string, StoredTensor> tensors,
        string source,
        Dictionary<string, string>? map
    )
    {
        if (map?.Keys.FirstOrDefault(name => !tensors.ContainsKey(name)) is { } lacking)
        {
            throw new InputException(
                $"lacks the tensor '{Excerpt.Of(lacking)}' that the index says it holds",
                Path.Combine(source, map[lacking]),
                "the file is damaged or from another version; fetch it again"
            );
        }
    }
}
