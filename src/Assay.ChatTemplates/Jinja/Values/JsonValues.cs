using System.Text.Json;

namespace Assay.ChatTemplates.Jinja.Values;

/// <summary>JSON as values.</summary>
internal static class JsonValues
{
    // The reader of the JSON has bounded its depth.
    public static object Of(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Object => Dict(json),
            JsonValueKind.Array => new ListValue([.. json.EnumerateArray().Select(Of)]),
            JsonValueKind.String => json.GetString()!,
            JsonValueKind.Number when IsInteger(json) && json.TryGetInt64(out var integer) => integer,
            JsonValueKind.Number => json.GetDouble(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => None.Value,
        };

    private static bool IsInteger(JsonElement json) => !json.GetRawText().AsSpan().ContainsAny('.', 'e', 'E');

    private static DictValue Dict(JsonElement json)
    {
        var dict = new DictValue();
        foreach (var property in json.EnumerateObject())
        {
            dict.Set(property.Name, Of(property.Value));
        }
        return dict;
    }
}
