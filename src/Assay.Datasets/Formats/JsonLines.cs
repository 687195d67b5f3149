using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Assay.Benchmarks;

namespace Assay.Datasets.Formats;

/// <summary>JSON Lines: an object a line, or a list where the layout says what it stands for; empty lines are skipped.</summary>
internal static class JsonLines
{
    public static IEnumerable<DataRow> Read(Stream stream, string file, string? listsAs = null)
    {
        var lines = new LineReader(new ByteWindow(stream));
        while (lines.TryRead(out var line))
        {
            if (line.Span.IndexOfAnyExcept(" \t\r"u8) >= 0)
            {
                yield return Parse(line.Span, file, lines.Number, listsAs);
            }
        }
    }

    private static JsonElement Wrapped(string field, ReadOnlySpan<byte> list) =>
        JsonElement.Parse([.. Encoding.UTF8.GetBytes($$"""{"{{field}}":"""), .. list, (byte)'}']);

    private static JsonRow Parse(ReadOnlySpan<byte> line, string file, int number, string? listsAs)
    {
        var where = $"{file}:{number}";
        if (!Utf8.IsValid(line))
        {
            throw Malformed.NotUtf8(where);
        }
        try
        {
            var row = JsonElement.Parse(line);
            return row.ValueKind == JsonValueKind.Object ? new JsonRow(row, file, number)
                : row.ValueKind == JsonValueKind.Array && listsAs is not null
                    ? new JsonRow(Wrapped(listsAs, line), file, number)
                : throw new InputException("the line is not a JSON object", where, "put one object on each line");
        }
        catch (JsonException e)
        {
            var bytes = (int)Math.Min(e.BytePositionInLine ?? 0, line.Length);
            throw Malformed.Json(file, number, Encoding.UTF8.GetCharCount(line[..bytes]) + 1, e);
        }
    }
}
