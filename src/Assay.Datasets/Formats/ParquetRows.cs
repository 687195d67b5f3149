using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Assay.Benchmarks;
using Parquet;

namespace Assay.Datasets.Formats;

/// <summary>
/// The rows of a Parquet file, a row group at a time. Each becomes the JSON object that the same row has in a .jsonl file, so that
/// lists, structs (<c>choices.text</c>) and nulls mean the same in both. A row's location is its number, from 1.
/// </summary>
internal static class ParquetRows
{
    private static readonly ParquetOptions Options = new() { UseDateOnlyTypeForDates = true };

    // The texts are parsed again at once: nothing needs to be escaped for a browser.
    private static readonly JsonWriterOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static IEnumerable<DataRow> Read(Stream stream, string file)
    {
        // The library takes apart what it finds, and fails in many ways on what no writer would write.
        var reader = Guard(file, () => Wait(ParquetReader.CreateAsync(stream, Options, leaveStreamOpen: true)));
        try
        {
            var buffer = new ArrayBufferWriter<byte>();
            using var json = new Utf8JsonWriter(buffer, Plain);
            var number = 0;
            for (var group = 0; group < reader.RowGroupCount; group++)
            {
                using var rows = Guard(file, () => ParquetRowGroup.Read(reader, group));
                for (var left = rows.Count; left > 0; left--)
                {
                    number++;
                    yield return Guard(file, () => Row(rows, json, buffer, file, number));
                }
            }
        }
        finally
        {
            reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static JsonRow Row(
        ParquetRowGroup rows,
        Utf8JsonWriter json,
        ArrayBufferWriter<byte> buffer,
        string file,
        int number
    )
    {
        buffer.ResetWrittenCount();
        json.Reset();
        rows.WriteNext(json);
        json.Flush();
        return new JsonRow(JsonElement.Parse(buffer.WrittenSpan), file, number);
    }

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static T Guard<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not (InputException or UnauthorizedAccessException or OutOfMemoryException))
        {
            throw new InputException(
                $"the Parquet file is damaged, or uses what is not read here ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')})",
                file,
                "fetch it again, or convert it to .jsonl",
                e
            );
        }
    }
}
