using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;
using Assay.Benchmarks;

namespace Assay.Datasets.Formats;

/// <summary>Plain text: a row a line, in the one column that the layout names (<c>text</c> if it names none).</summary>
internal static class TextLines
{
    /// <summary>The whole file as one row, in the column <c>text</c>.</summary>
    public static IEnumerable<DataRow> ReadWhole(Stream stream, string file)
    {
        using var reader = new StreamReader(
            stream,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)
        );
        string text;
        try
        {
            text = reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            throw Malformed.NotUtf8(file);
        }
        if (text.Length > 0)
        {
            yield return new TableRow(new[] { "text" }.ToFrozenDictionary(name => name, _ => 0), [text], file, 1);
        }
    }

    public static IEnumerable<DataRow> Read(Stream stream, string file, ImmutableArray<string> columns)
    {
        var names = new[] { columns.IsEmpty ? "text" : columns[0] }.ToFrozenDictionary(name => name, _ => 0);
        var lines = new LineReader(new ByteWindow(stream));
        while (lines.TryRead(out var line))
        {
            if (!Utf8.IsValid(line.Span))
            {
                throw Malformed.NotUtf8($"{file}:{lines.Number}");
            }
            if (!line.IsEmpty)
            {
                yield return new TableRow(names, [Encoding.UTF8.GetString(line.Span)], file, lines.Number);
            }
        }
    }
}
