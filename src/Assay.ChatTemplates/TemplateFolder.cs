using System.Text.Json;

namespace Assay.ChatTemplates;

/// <summary>Finds the chat template in a model folder of the hubs' layout.</summary>
internal static class TemplateFolder
{
    // A tokenizer's configuration lists its added tokens: some megabytes for the largest.
    private const long LargestFile = 64 << 20;
    private const string Key = "chat_template";

    public static (string Source, string Where)? Find(string folder)
    {
        var plain = Path.Combine(folder, "chat_template.jinja");
        if (File.Exists(plain))
        {
            return (System.Text.Encoding.UTF8.GetString(Read(plain)).TrimStart('\uFEFF'), plain);
        }
        return OfJson(Path.Combine(folder, "chat_template.json"))
            ?? OfJson(Path.Combine(folder, "tokenizer_config.json"));
    }

    private static (string Source, string Where)? OfJson(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }
        using var document = Parse(path);
        if (
            document.RootElement.ValueKind is not JsonValueKind.Object
            || !document.RootElement.TryGetProperty(Key, out var template)
        )
        {
            return null;
        }
        return template.ValueKind switch
        {
            JsonValueKind.String => (template.GetString()!, $"{path}: {Key}"),
            JsonValueKind.Array => (Default(template, path), $"{path}: {Key} 'default'"),
            JsonValueKind.Null => null,
            _ => throw Wrong($"neither a text nor a list of named templates", path),
        };
    }

    private static string Default(JsonElement templates, string path)
    {
        var names = new List<string>();
        foreach (var entry in templates.EnumerateArray())
        {
            if (Text(entry, "name") is not { } name || Text(entry, "template") is not { } source)
            {
                throw Wrong("a named template lacks 'name' or 'template'", path);
            }
            if (name == "default")
            {
                return source;
            }
            names.Add(name);
        }
        throw Wrong($"no template is named 'default'; there are: {string.Join(", ", names)}", path);
    }

    private static string? Text(JsonElement entry, string key) =>
        entry.ValueKind is JsonValueKind.Object
        && entry.TryGetProperty(key, out var value)
        && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;

    private static JsonDocument Parse(string path)
    {
        try
        {
            return JsonDocument.Parse(Read(path));
        }
        catch (JsonException broken)
        {
            throw new InputException(
                "is no JSON",
                $"{path}, line {broken.LineNumber + 1}",
                "download the file again",
                broken
            );
        }
    }

    private static byte[] Read(string path)
    {
        try
        {
            var length = new FileInfo(path).Length;
            return length <= LargestFile
                ? File.ReadAllBytes(path)
                : throw new InputException(
                    $"has {length >> 20} MB, more than the {LargestFile >> 20} MB that such a file may have",
                    path,
                    "download the file again"
                );
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            throw new InputException("cannot be read", path, "check that the file is there and may be read", unread);
        }
    }

    private static InputException Wrong(string what, string path) =>
        new(what, $"{path}: {Key}", "name a template with --chat-template FILE");
}
