using System.Collections.Immutable;
using System.Text.Json;
using Assay.Benchmarks;

namespace Assay.Datasets.Formats;

/// <summary>A JSON object as a row. It owns its memory, so that it may be kept as long as wanted.</summary>
/// <param name="row">The object.</param>
/// <param name="file">The file's name for messages.</param>
/// <param name="line">Its line there.</param>
public sealed class JsonRow(JsonElement row, string file, int line) : DataRow
{
    /// <inheritdoc/>
    public override string Location => $"{file}:{line}";

    /// <inheritdoc/>
    public override IEnumerable<string> Columns => row.EnumerateObject().Select(property => property.Name);

    /// <inheritdoc/>
    public override bool Has(string field) => Holds(row, field);

    /// <inheritdoc/>
    public override string Text(string field) =>
        Find(row, field) is { } value ? Text(value, field) : throw Missing(field);

    /// <inheritdoc/>
    public override ImmutableArray<string> Texts(string field)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        Collect(row, field, field, texts);
        return texts.DrainToImmutable();
    }

    /// <summary>The object's JSON.</summary>
    public override string ToString() => row.GetRawText();

    /// <inheritdoc/>
    public override JsonElement Json(string field) => Find(row, field) ?? throw Missing(field);

    /// <inheritdoc/>
    public override ImmutableArray<ImmutableArray<string>> Lists(string field)
    {
        var value = Find(row, field) ?? throw Missing(field);
        return
            value.ValueKind == JsonValueKind.Array
            && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Array)
            ?
            [
                .. value
                    .EnumerateArray()
                    .Select(list => list.EnumerateArray().Select(item => Text(item, field)).ToImmutableArray()),
            ]
            : base.Lists(field);
    }

    /// <summary>The property of this very name, else the way through objects that the dots tell.</summary>
    private static JsonElement? Find(JsonElement element, string field)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }
        if (element.TryGetProperty(field, out var value))
        {
            return value.ValueKind == JsonValueKind.Null ? null : value;
        }
        return Inner(element, field) is var (inner, rest) ? Find(inner, rest) : null;
    }

    private static (JsonElement Inner, string Remainder)? Inner(JsonElement element, string field)
    {
        var dot = field.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && element.TryGetProperty(field[..dot], out var inner) ? (inner, field[(dot + 1)..]) : null;
    }

    private static bool Holds(JsonElement element, string field) =>
        element.ValueKind switch
        {
            JsonValueKind.Array => element.GetArrayLength() > 0
                && element.EnumerateArray().All(item => Holds(item, field)),
            JsonValueKind.Object => Find(element, field) is not null
                || (Inner(element, field) is var (inner, rest) && Holds(inner, rest)),
            _ => false,
        };

    private void Collect(JsonElement element, string field, string whole, ImmutableArray<string>.Builder texts)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                texts.Add(Find(item, field) is { } text ? Text(text, whole) : throw Missing(whole));
            }
        }
        else if (Find(element, field) is { } value)
        {
            if (value.ValueKind != JsonValueKind.Array)
            {
                throw Wrong(whole, $"is {Kind(value)}, not a list");
            }
            foreach (var item in value.EnumerateArray())
            {
                texts.Add(Text(item, whole));
            }
        }
        else if (element.ValueKind == JsonValueKind.Object && Inner(element, field) is var (inner, rest))
        {
            Collect(inner, rest, whole, texts);
        }
        else
        {
            throw Missing(whole);
        }
    }

    private string Text(JsonElement value, string field)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                try
                {
                    return value.GetString()!;
                }
                catch (InvalidOperationException e)
                {
                    throw Wrong(field, @"has half of a \u surrogate pair", e);
                }
            case JsonValueKind.Number:
                return value.GetRawText();
            case JsonValueKind.True:
                return "true";
            case JsonValueKind.False:
                return "false";
            default:
                throw Wrong(field, $"is {Kind(value)}, not a text");
        }
    }

    private static string Kind(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => "a list",
            JsonValueKind.Object => "an object",
            JsonValueKind.String => "a text",
            JsonValueKind.Number => "a number",
            JsonValueKind.Null => "null",
            _ => "a boolean",
        };

    private InputException Missing(string field) =>
        new($"field '{field}' is missing", Location, $"the row has: {string.Join(", ", Columns)}");

    private InputException Wrong(string field, string how, Exception? inner = null) =>
        new($"field '{field}' {how}", Location, "correct the file", inner);
}
