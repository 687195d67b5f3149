using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace Assay.Datasets.Formats;

/// <summary>One row group of a Parquet file, put together row by row.</summary>
internal sealed class ParquetRowGroup : IDisposable
{
    private readonly List<ParquetColumn> columns = [];
    private readonly ParquetRowGroupReader group;
    private readonly ParquetNode[] fields;

    private ParquetRowGroup(ParquetReader file, int index)
    {
        group = file.OpenRowGroupReader(index);
        Count = group.RowCount;
        fields = [.. file.Schema.Fields.Select(ToNode)];
    }

    /// <summary>How many rows there are.</summary>
    public long Count { get; }

    public static ParquetRowGroup Read(ParquetReader file, int index) => new(file, index);

    /// <summary>Writes the next row as a JSON object.</summary>
    public void WriteNext(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var field in fields)
        {
            json.WritePropertyName(field.Name);
            field.Write(json);
        }
        json.WriteEndObject();
    }

    public void Dispose()
    {
        columns.ForEach(column => column.Dispose());
        group.Dispose();
    }

    private ParquetNode ToNode(Field field)
    {
        switch (field)
        {
            case StructField parts:
                return new ParquetStruct(field, [.. parts.Fields.Select(ToNode)]);
            case ListField list:
                return new ParquetList(field, ToNode(list.Item));
            case MapField map:
                return new ParquetMap(field, ToNode(map.Key), ToNode(map.Value));
            default:
                var data = (DataField)field;
                var column = ParquetColumn.Read(group, data);
                columns.Add(column);
                var leaf = new ParquetLeaf(field, column);
                return data.IsArray ? new ParquetList(field, leaf) : leaf;
        }
    }
}
