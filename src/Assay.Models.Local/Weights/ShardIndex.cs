using System.Text.Json;

namespace Assay.Models.Local.Weights;

/// <summary>The hubs' index of sharded weights: which file beside it holds which tensor.</summary>
internal static class ShardIndex
{
    /// <summary>The index's usual name.</summary>
    public const string FileName = "model.safetensors.index.json";

    private const int Limit = 100_000_000;

    /// <summary>File names by tensor.</summary>
    /// <exception cref="InputException">The index is malformed, or names a file outside its folder.</exception>
    public static Dictionary<string, string> Read(string path)
    {
        var bytes = ModelFile.Read(path, Limit);
        var json = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 16 });
        try
        {
            return Map(ref json, path);
        }
        // The reader says with the second that a text is no UTF-8.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Malformed(path, "the index is not valid JSON", e);
        }
    }

    private static Dictionary<string, string> Map(ref Utf8JsonReader json, string path)
    {
        Dictionary<string, string>? map = null;
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            throw Malformed(path, "the index is not a JSON object");
        }
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var wanted = json.ValueTextEquals("weight_map"u8);
            json.Read();
            if (!wanted)
            {
                json.Skip();
                continue;
            }
            map = map is null ? WeightMap(ref json, path) : throw Malformed(path, "the index has two weight_maps");
        }
        return map is { Count: > 0 } ? map : throw Malformed(path, "the index has no weight_map");
    }

    private static Dictionary<string, string> WeightMap(ref Utf8JsonReader json, string path)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw Malformed(path, "the weight_map is not an object");
        }
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var tensor = json.GetString()!;
            json.Read();
            if (json.TokenType != JsonTokenType.String)
            {
                throw Malformed(path, $"the weight_map gives no file name for '{Excerpt.Of(tensor)}'");
            }
            if (!map.TryAdd(tensor, FileBeside(json.GetString()!, path)))
            {
                throw Malformed(path, $"the weight_map names '{Excerpt.Of(tensor)}' twice");
            }
        }
        return map;
    }

    private static string FileBeside(string name, string path)
    {
        var plain = name.IndexOfAny(['/', '\\', ':', '\0']) < 0 && !name.StartsWith('.');
        return plain && name.EndsWith(".safetensors", StringComparison.Ordinal)
            ? name
            : throw new InputException(
                $"the index names '{Excerpt.Of(name)}', which is no safetensors file beside it",
                path,
                "an index must not lead out of its folder; fetch the model again from a source you trust"
            );
    }

    private static InputException Malformed(string path, string what, Exception? cause = null) =>
        new(what, path, "fetch the file again", cause);
}
