using System.Collections.Immutable;
using System.Text.Json;

namespace Assay.Models.OpenAi.Wire;

/// <summary>Reads the answer to <c>GET models</c>: <c>{"data": [{"id": …}]}</c> or the bare list.</summary>
internal static class ModelListJson
{
    /// <summary>The names; none when the answer has another shape.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static ImmutableArray<string> Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        using var json = JsonDocument.ParseValue(ref reader);
        var root = json.RootElement;
        var list = root.ValueKind is JsonValueKind.Object && root.TryGetProperty("data", out var data) ? data : root;
        return list.ValueKind is JsonValueKind.Array
            ?
            [
                .. list.EnumerateArray()
                    .Select(entry =>
                        entry.ValueKind is JsonValueKind.Object && entry.TryGetProperty("id", out var id) ? id : default
                    )
                    .Where(id => id.ValueKind is JsonValueKind.String)
                    .Select(id => id.GetString()!),
            ]
            : [];
    }
}
