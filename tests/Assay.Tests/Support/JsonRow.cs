using System.Collections.Immutable;
using System.Text.Json;
using Assay.Benchmarks;

namespace Assay.Tests.Support;

/// <summary>A row given as JSON.</summary>
internal sealed class JsonRow(JsonElement row, string location = "test.jsonl:1") : DataRow
{
    public override string Location => location;

    public static JsonRow Of(string json, string location = "test.jsonl:1") =>
        new(JsonDocument.Parse(json).RootElement, location);

    public override bool Has(string field) => Find(field) is { ValueKind: not JsonValueKind.Null };

    public override string Text(string field) =>
        Find(field) is { } value
            ? value.ValueKind == JsonValueKind.String
                ? value.GetString()!
                : value.GetRawText()
            : throw new InputException($"field '{field}' is missing", Location);

    public override ImmutableArray<string> Texts(string field)
    {
        var dot = field.LastIndexOf('.');
        if (dot > 0 && Find(field[..dot]) is { ValueKind: JsonValueKind.Array } list)
        {
            return [.. list.EnumerateArray().Select(item => item.GetProperty(field[(dot + 1)..]).GetString()!)];
        }
        return Find(field) is { } value
            ? [.. value.EnumerateArray().Select(item => item.ToString())]
            : throw new InputException($"field '{field}' is missing", Location);
    }

    public override JsonElement Json(string field) =>
        Find(field) ?? throw new InputException($"field '{field}' is missing", Location);

    public override ImmutableArray<ImmutableArray<string>> Lists(string field) =>
        Find(field) is { } value
            ?
            [
                .. value
                    .EnumerateArray()
                    .Select(list => list.EnumerateArray().Select(x => x.GetString()!).ToImmutableArray()),
            ]
            : throw new InputException($"field '{field}' is missing", Location);

    private JsonElement? Find(string field)
    {
        var at = row;
        foreach (var part in field.Split('.'))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(part, out at))
            {
                return null;
            }
        }
        return at;
    }
}
