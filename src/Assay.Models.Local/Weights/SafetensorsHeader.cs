using System.Collections.Immutable;
using System.Text.Json;

namespace Assay.Models.Local.Weights;

/// <summary>
/// Reads the header of a safetensors file: an object with one entry for each tensor (its <c>dtype</c>, <c>shape</c> and
/// <c>data_offsets</c>) and texts about the file under <c>__metadata__</c> (huggingface/safetensors, README, "Format").
/// Nothing in it is believed: every entry is checked against its own shape, its neighbours and the size of the file.
/// </summary>
internal ref struct SafetensorsHeader
{
    private const int MostTensors = 1_000_000;
    private const int MostAxes = 16;

    private readonly string file;
    private Utf8JsonReader json;

    private SafetensorsHeader(ReadOnlySpan<byte> header, string file)
    {
        this.file = file;
        json = new Utf8JsonReader(header, new JsonReaderOptions { MaxDepth = 8 });
    }

    /// <summary>The tensors in the order of their bytes.</summary>
    /// <param name="header">The header's bytes.</param>
    /// <param name="dataBytes">How many bytes of the file follow the header.</param>
    /// <param name="file">The file's path, for messages.</param>
    /// <exception cref="InputException">The header is malformed or does not fit the file.</exception>
    public static ImmutableArray<TensorEntry> Read(ReadOnlySpan<byte> header, long dataBytes, string file)
    {
        try
        {
            var entries = new SafetensorsHeader(header, file).Entries();
            SafetensorsLayout.Check(entries, dataBytes, file);
            return entries;
        }
        // The reader says with the second that a text is no UTF-8.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Damaged(file, "the header is not valid JSON", e);
        }
    }

    /// <summary>What to throw for a file that contradicts itself.</summary>
    public static InputException Damaged(string file, string what, Exception? cause = null) =>
        new(what, file, "the file is damaged or cut short; fetch it again", cause);

    private ImmutableArray<TensorEntry> Entries()
    {
        var entries = new List<TensorEntry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        Expect(JsonTokenType.StartObject, "the header is not a JSON object");
        while (ReadName() is { } name)
        {
            if (!names.Add(name))
            {
                throw Damaged(file, $"the header names '{Excerpt.Of(name)}' twice");
            }
            if (name == "__metadata__")
            {
                json.Read();
                json.Skip();
                continue;
            }
            if (entries.Count == MostTensors)
            {
                throw Damaged(file, $"the header names more than {MostTensors:N0} tensors");
            }
            entries.Add(Entry(name));
        }
        if (json.Read())
        {
            throw Damaged(file, "something follows the header's object");
        }
        // Tensors without numbers may share their place with a neighbour's start.
        return [.. entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End)];
    }

    private TensorEntry Entry(string name)
    {
        var shown = Excerpt.Of(name);
        Expect(JsonTokenType.StartObject, $"the entry of '{shown}' is not an object");
        string? type = null;
        long[]? shape = null;
        long[]? offsets = null;
        while (ReadName() is { } key)
        {
            switch (key)
            {
                case "dtype" when type is null:
                    Expect(JsonTokenType.String, $"the dtype of '{shown}' is not a text");
                    type = json.GetString();
                    break;
                case "shape" when shape is null:
                    shape = Numbers($"the shape of '{shown}'");
                    break;
                case "data_offsets" when offsets is null:
                    offsets = Numbers($"the data_offsets of '{shown}'");
                    break;
                case "dtype" or "shape" or "data_offsets":
                    throw Damaged(file, $"the entry of '{shown}' has '{key}' twice");
                default:
                    json.Read();
                    json.Skip();
                    break;
            }
        }
        return type is not null && shape is not null && offsets is [var begin, var end]
            ? new TensorEntry(name, type, [.. shape], Product(shape, shown), begin, end)
            : throw Damaged(file, $"the entry of '{shown}' lacks dtype, shape or two data_offsets");
    }

    private readonly long Product(long[] shape, string shown)
    {
        // An empty axis makes the product 0, however long the others claim to be.
        if (shape.Contains(0))
        {
            return 0;
        }
        try
        {
            // Bits are counted later, so that a count must leave room for 64 of them.
            return checked(shape.Aggregate(64L, (product, size) => product * size)) / 64;
        }
        catch (OverflowException e)
        {
            throw Damaged(file, $"the shape [{string.Join(", ", shape)}] of '{shown}' is too large", e);
        }
    }

    private long[] Numbers(string what)
    {
        Expect(JsonTokenType.StartArray, $"{what} is not a list");
        var numbers = new List<long>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (numbers.Count == MostAxes || json.TokenType != JsonTokenType.Number)
            {
                throw Damaged(file, $"{what} is not a list of at most {MostAxes} numbers");
            }
            numbers.Add(
                json.TryGetInt64(out var number) && number >= 0
                    ? number
                    : throw Damaged(file, $"{what} holds a number that is negative, broken or too large")
            );
        }
        return [.. numbers];
    }

    private string? ReadName() => json.Read() && json.TokenType == JsonTokenType.PropertyName ? json.GetString() : null;

    private void Expect(JsonTokenType type, string otherwise)
    {
        if (!json.Read() || json.TokenType != type)
        {
            throw Damaged(file, otherwise);
        }
    }
}
