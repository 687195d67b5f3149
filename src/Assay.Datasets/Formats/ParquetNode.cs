using System.Text.Json;
using Parquet.Schema;

namespace Assay.Datasets.Formats;

/// <summary>
/// A field of a Parquet schema over the columns of one row group. The levels that stand beside each value of a column tell how much
/// of the field's path is there, and where a list goes on (Apache Parquet's format, "Nested Encoding"; Melnik et al. 2010, Dremel,
/// section 4).
/// </summary>
internal abstract class ParquetNode(Field field)
{
    public string Name { get; } = field.Name;

    /// <summary>Definition level from which the field is there; of a list, from which it has an item.</summary>
    protected int Level { get; } = field.MaxDefinitionLevel;

    /// <summary>The definition level at the place that comes next.</summary>
    public abstract int Definition { get; }

    /// <summary>The repetition level there; 0 at the end.</summary>
    public abstract int Repetition { get; }

    /// <summary>Writes the next value.</summary>
    public abstract void Write(Utf8JsonWriter json);

    /// <summary>Passes over the place of a value that is not there.</summary>
    public abstract void Skip();
}

/// <summary>A plain value.</summary>
internal sealed class ParquetLeaf(Field field, ParquetColumn column) : ParquetNode(field)
{
    public override int Definition => column.Definition;

    public override int Repetition => column.Repetition;

    public override void Write(Utf8JsonWriter json) => column.WriteNext(json);

    public override void Skip() => column.Skip();

    /// <summary>The next value as a text, to name something.</summary>
    public string NextAsName()
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, new JsonWriterOptions { SkipValidation = true }))
        {
            Write(json);
        }
        var value = JsonElement.Parse(memory.GetBuffer().AsSpan(0, (int)memory.Length));
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
    }
}

/// <summary>Fields of their own.</summary>
internal sealed class ParquetStruct(Field field, ParquetNode[] parts) : ParquetNode(field)
{
    public override int Definition => parts[0].Definition;

    public override int Repetition => parts[0].Repetition;

    public override void Write(Utf8JsonWriter json)
    {
        if (Definition < Level)
        {
            json.WriteNullValue();
            Skip();
            return;
        }
        json.WriteStartObject();
        foreach (var part in parts)
        {
            json.WritePropertyName(part.Name);
            part.Write(json);
        }
        json.WriteEndObject();
    }

    public override void Skip()
    {
        foreach (var part in parts)
        {
            part.Skip();
        }
    }
}

/// <summary>Any number of items.</summary>
internal sealed class ParquetList(Field field, ParquetNode item) : ParquetNode(field)
{
    private readonly int repetition = field.MaxRepetitionLevel;

    public override int Definition => item.Definition;

    public override int Repetition => item.Repetition;

    public override void Write(Utf8JsonWriter json)
    {
        if (Definition < Level)
        {
            WriteWithout(json);
            Skip();
            return;
        }
        json.WriteStartArray();
        do
        {
            item.Write(json);
        } while (Repetition == repetition);
        json.WriteEndArray();
    }

    public override void Skip() => item.Skip();

    // One level below the first item the list itself is there, and empty.
    private void WriteWithout(Utf8JsonWriter json)
    {
        if (Definition < Level - 1)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartArray();
        json.WriteEndArray();
    }
}

/// <summary>Values by key; as JSON an object.</summary>
internal sealed class ParquetMap(Field field, ParquetNode key, ParquetNode value) : ParquetNode(field)
{
    private readonly int repetition = field.MaxRepetitionLevel;

    public override int Definition => key.Definition;

    public override int Repetition => key.Repetition;

    public override void Write(Utf8JsonWriter json)
    {
        if (Definition < Level - 1)
        {
            json.WriteNullValue();
            Skip();
            return;
        }
        json.WriteStartObject();
        if (Definition < Level)
        {
            Skip();
        }
        else
        {
            do
            {
                json.WritePropertyName(((ParquetLeaf)key).NextAsName());
                value.Write(json);
            } while (Repetition == repetition);
        }
        json.WriteEndObject();
    }

    public override void Skip()
    {
        key.Skip();
        value.Skip();
    }
}
