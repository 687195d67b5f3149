using System.Text.Json;

namespace Assay.Tokenizers.Folders;

/// <summary>A value in a JSON file that knows where it stands, for messages.</summary>
internal readonly record struct JsonNode(JsonElement Element, string File, string Path)
{
    public string Where => Path.Length == 0 ? File : $"{File}: {Path}";

    /// <summary>The property, or null when it is missing or null.</summary>
    public JsonNode? this[string name] =>
        Element.ValueKind == JsonValueKind.Object
        && Element.TryGetProperty(name, out var value)
        && value.ValueKind != JsonValueKind.Null
            ? new JsonNode(value, File, Join(name))
            : null;

    public JsonNode Require(string name) => this[name] ?? throw Wrong($"'{name}' is missing");

    public JsonNode Object() => Element.ValueKind == JsonValueKind.Object ? this : throw Wrong("must be an object");

    public IEnumerable<JsonNode> Items()
    {
        if (Element.ValueKind != JsonValueKind.Array)
        {
            throw Wrong("must be a list");
        }
        var (file, path) = (File, Path);
        return Element.EnumerateArray().Select((item, i) => new JsonNode(item, file, $"{path}[{i}]"));
    }

    public IEnumerable<(string Name, JsonNode Value)> Properties()
    {
        Object();
        var (file, path) = (File, Path);
        return Element
            .EnumerateObject()
            .Select(property => (property, name: NameOf(property, file)))
            .Select(entry => (entry.name, new JsonNode(entry.property.Value, file, $"{path}.{entry.name}")));
    }

    public static string NameOf(JsonProperty property, string file)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException damaged)
        {
            throw new InputException("a key is no valid text", file, "fetch the model folder again", damaged);
        }
    }

    public bool IsString => Element.ValueKind == JsonValueKind.String;

    public bool IsObject => Element.ValueKind == JsonValueKind.Object;

    public string Text()
    {
        try
        {
            return IsString ? Element.GetString()! : throw Wrong("must be a text");
        }
        catch (InvalidOperationException)
        {
            throw Wrong("is no valid text");
        }
    }

    public long Integer() =>
        Element.ValueKind == JsonValueKind.Number && Element.TryGetInt64(out var number)
            ? number
            : throw Wrong("must be a whole number");

    public double Number() =>
        Element.ValueKind == JsonValueKind.Number && Element.TryGetDouble(out var number)
            ? number
            : throw Wrong("must be a number");

    public bool Flag() =>
        Element.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Wrong("must be true or false"),
        };

    public bool Flag(string name, bool otherwise) => this[name]?.Flag() ?? otherwise;

    public char Character(string name, char otherwise) =>
        this[name] is not { } node ? otherwise
        : node.Text() is [var single] ? single
        : throw node.Wrong("must be one character");

    public InputException Wrong(string what, string remedy = "fetch the model folder again") =>
        new(what, Where, remedy);

    private string Join(string name) => Path.Length == 0 ? name : $"{Path}.{name}";
}
