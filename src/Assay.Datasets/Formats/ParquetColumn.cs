using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Unicode;
using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace Assay.Datasets.Formats;

/// <summary>The values of one column in a row group, written one after the other as JSON.</summary>
internal abstract class ParquetColumn : IDisposable
{
    private readonly int[] definitions;
    private readonly int[] repetitions;
    private readonly int most;
    private int at;

    protected ParquetColumn(DataField field, RawColumnData data)
    {
        most = field.MaxDefinitionLevel;
        definitions = most > 0 ? data.DefinitionLevels.ToArray() : [];
        repetitions = field.MaxRepetitionLevel > 0 ? data.RepetitionLevels.ToArray() : [];
    }

    /// <summary>The definition level of the next place.</summary>
    public int Definition => most > 0 ? definitions[at] : 0;

    /// <summary>The repetition level of the next place; 0 at the end.</summary>
    public int Repetition => at < repetitions.Length ? repetitions[at] : 0;

    /// <summary>Reads a column.</summary>
    public static ParquetColumn Read(ParquetRowGroupReader group, DataField field)
    {
        var data = group.ReadRawColumnDataBaseAsync(field).AsTask().GetAwaiter().GetResult();
        return data switch
        {
            RawColumnData<ReadOnlyMemory<char>> x => Of(x, (json, value) => json.WriteStringValue(value.Span)),
            RawColumnData<ReadOnlyMemory<byte>> x => Of(x, (json, value) => WriteBytes(json, value.Span)),
            RawColumnData<bool> x => Of(x, (json, value) => json.WriteBooleanValue(value)),
            RawColumnData<sbyte> x => Of(x, (json, value) => json.WriteNumberValue(value)),
            RawColumnData<byte> x => Of(x, (json, value) => json.WriteNumberValue(value)),
            RawColumnData<short> x => Of(x, (json, value) => json.WriteNumberValue(value)),
            RawColumnData<ushort> x => Of(x, (json, value) => json.WriteNumberValue(value)),
            RawColumnData<int> x => Of(x, (json, value) => json.WriteNumberValue(value)),
            RawColumnData<uint> x => Of(x, (json, value) => json.WriteNumberValue(value)),
            RawColumnData<long> x => Of(x, (json, value) => json.WriteNumberValue(value)),
            RawColumnData<ulong> x => Of(x, (json, value) => json.WriteNumberValue(value)),
            RawColumnData<float> x => Of(x, (json, value) => WriteReal(json, value, value.ToString("R"))),
            RawColumnData<double> x => Of(x, (json, value) => WriteReal(json, value, value.ToString("R"))),
            RawColumnData<decimal> x => Of(x, (json, value) => json.WriteRawValue(value.ToString())),
            RawColumnData<BigInteger> x => Of(x, (json, value) => json.WriteRawValue(value.ToString())),
            RawColumnData<DateOnly> x => Of(x, (json, value) => json.WriteStringValue(value.ToString("O"))),
            RawColumnData<DateTime> x => Of(x, (json, value) => json.WriteStringValue(TimeText(value))),
            RawColumnData<TimeOnly> x => Of(
                x,
                (json, value) => json.WriteStringValue(value.ToString("HH:mm:ss.FFFFFFF"))
            ),
            RawColumnData<TimeSpan> x => Of(x, (json, value) => json.WriteStringValue(value.ToString("c"))),
            RawColumnData<Guid> x => Of(x, (json, value) => json.WriteStringValue(value)),
            _ => throw new NotSupportedException($"column {field.Path} is of type {field.ClrType.Name}"),
        };

        Column<T> Of<T>(RawColumnData<T> raw, Action<Utf8JsonWriter, T> write)
            where T : struct => new(field, raw, write);
    }

    /// <summary>Writes the next place: its value, or null.</summary>
    public void WriteNext(Utf8JsonWriter json)
    {
        if (Definition == most)
        {
            WriteValue(json);
        }
        else
        {
            json.WriteNullValue();
        }
        at++;
    }

    /// <summary>Passes over the next place, which has no value.</summary>
    public void Skip() => at++;

    public abstract void Dispose();

    protected abstract void WriteValue(Utf8JsonWriter json);

    // As Python's json writes it: a real number shows that it is one.
    private static void WriteReal(Utf8JsonWriter json, double value, string text)
    {
        if (!double.IsFinite(value))
        {
            json.WriteNullValue();
            return;
        }
        json.WriteRawValue(text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0");
    }

    private static void WriteBytes(Utf8JsonWriter json, ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            json.WriteStringValue(bytes);
        }
        else
        {
            json.WriteBase64StringValue(bytes);
        }
    }

    private static string TimeText(DateTime time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);

    private sealed class Column<T>(DataField field, RawColumnData<T> data, Action<Utf8JsonWriter, T> write)
        : ParquetColumn(field, data)
        where T : struct
    {
        private int next;

        public override void Dispose() => data.Dispose();

        protected override void WriteValue(Utf8JsonWriter json) => write(json, data.Values[next++]);
    }
}
