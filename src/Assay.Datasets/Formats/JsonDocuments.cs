using System.Text.Json;
using System.Text.Unicode;
using Assay.Benchmarks;

namespace Assay.Datasets.Formats;

/// <summary>
/// The rows of a JSON file, read one at a time: the objects of a list, of the list in a property of an object, or (as hubs
/// export under this ending) objects one after another.
/// </summary>
/// <param name="stream">The file's bytes.</param>
/// <param name="file">The file's name for messages.</param>
/// <param name="rowsAt">The property that holds the list; null when there is no object around it.</param>
/// <param name="window">Bytes looked at to begin with.</param>
internal sealed class JsonDocuments(Stream stream, string file, string? rowsAt, int window = 1 << 16)
{
    private readonly ByteWindow bytes = new(stream, window);
    private JsonReaderState state = new(new JsonReaderOptions { AllowMultipleValues = true });
    private Place place = Place.Begin;
    private int lines;

    private enum Place
    {
        Begin,
        BeforeProperty,
        BeforeList,
        InList,
        AmongObjects,
        AfterList,
        End,
    }

    public static IEnumerable<DataRow> Read(Stream stream, string file, string? rowsAt)
    {
        var documents = new JsonDocuments(stream, file, rowsAt);
        while (documents.Next() is { } row)
        {
            yield return row;
        }
    }

    /// <summary>The next row, or null at the end.</summary>
    public DataRow? Next()
    {
        try
        {
            while (place != Place.End)
            {
                var reader = new Utf8JsonReader(bytes.Unread.Span, bytes.Ended, state);
                if (place is Place.InList or Place.AmongObjects)
                {
                    if (TryRow(ref reader, out var row))
                    {
                        return row;
                    }
                }
                else
                {
                    Move(ref reader);
                }
            }
            return null;
        }
        catch (JsonException e)
        {
            throw Malformed.Json(file, (e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1, e);
        }
    }

    /// <summary>Goes on to the rows, or from their end to that of the file, as far as the bytes at hand reach.</summary>
    private void Move(ref Utf8JsonReader reader)
    {
        var before = place;
        while (place == before && reader.Read())
        {
            switch (place)
            {
                case Place.Begin when reader.TokenType == JsonTokenType.StartObject && rowsAt is null:
                    place = Place.AmongObjects;
                    return;
                case Place.Begin when reader.TokenType == JsonTokenType.StartObject:
                    place = Place.BeforeProperty;
                    break;
                case Place.Begin or Place.BeforeList when reader.TokenType == JsonTokenType.StartArray:
                    place = Place.InList;
                    break;
                case Place.BeforeProperty when reader.CurrentDepth == 1 && IsProperty(ref reader):
                    place = Place.BeforeList;
                    break;
                case Place.BeforeProperty when reader.CurrentDepth == 0:
                    throw Wrong(ref reader, $"the object has no property '{rowsAt}'");
                case Place.Begin or Place.BeforeList:
                    throw Wrong(ref reader, "here should be a list of rows");
                case Place.AfterList when reader is { CurrentDepth: 0, TokenType: not JsonTokenType.EndObject }:
                    throw Wrong(ref reader, "something follows the end of the document");
            }
        }
        Leave(ref reader);
        if (place == before)
        {
            More();
        }
    }

    private bool IsProperty(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(rowsAt);

    /// <summary>Reads a row if the whole of it is at hand.</summary>
    private bool TryRow(ref Utf8JsonReader reader, out DataRow? row)
    {
        row = null;
        if (!reader.Read())
        {
            More();
            return false;
        }
        if (place == Place.InList && reader.TokenType == JsonTokenType.EndArray)
        {
            Leave(ref reader);
            place = Place.AfterList;
            return false;
        }
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Wrong(ref reader, "the row is not a JSON object");
        }
        var start = (int)reader.TokenStartIndex;
        var line = LineOf(start);
        if (!reader.TrySkip())
        {
            bytes.Fill();
            return false;
        }
        var text = bytes.Unread.Span[start..(int)reader.BytesConsumed];
        if (!Utf8.IsValid(text))
        {
            throw Malformed.NotUtf8($"{file}:{line}");
        }
        row = new JsonRow(JsonElement.Parse(text), file, line);
        Leave(ref reader);
        return true;
    }

    private void More()
    {
        if (!bytes.Ended)
        {
            bytes.Fill();
        }
        else if (place == Place.Begin)
        {
            throw new InputException("the file is empty", file, "fetch it again");
        }
        else
        {
            place = Place.End;
        }
    }

    private void Leave(ref Utf8JsonReader reader)
    {
        var consumed = (int)reader.BytesConsumed;
        state = reader.CurrentState;
        lines += bytes.Unread.Span[..consumed].Count((byte)'\n');
        bytes.Advance(consumed);
    }

    private int LineOf(int position) => lines + bytes.Unread.Span[..position].Count((byte)'\n') + 1;

    private InputException Wrong(ref Utf8JsonReader reader, string what) =>
        new(what, $"{file}:{LineOf((int)reader.TokenStartIndex)}", "correct the file");
}
