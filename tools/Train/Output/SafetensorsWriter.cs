using System.Buffers.Binary;
using System.Text.Json;
using Assay.Train.Model;

namespace Assay.Train.Output;

/// <summary>
/// Writes parameters as float16 in the safetensors format: the header's length (8 bytes, little-endian), the header (JSON: each
/// tensor's type, shape and place), the tensors.
/// </summary>
public static class SafetensorsWriter
{
    private const int Alignment = 8;

    /// <summary>Rounds parameters to what float16 holds, so that they are evaluated as they will be stored.</summary>
    public static void Round(Weights<float> weights)
    {
        foreach (ref var value in weights.Values.Span)
        {
            value = (float)(Half)value;
        }
        weights.Transpose();
    }

    /// <summary>Writes all tensors.</summary>
    public static void Write(Stream file, Weights<float> weights)
    {
        var header = Header(weights.Layout);
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(number, header.Length);
        file.Write(number);
        file.Write(header);
        foreach (var value in weights.Values.Span)
        {
            BinaryPrimitives.WriteHalfLittleEndian(number, (Half)value);
            file.Write(number[..2]);
        }
    }

    private static byte[] Header(ParameterLayout layout)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            json.WriteString("format", "pt");
            json.WriteEndObject();
            foreach (var tensor in layout.Tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", "F16");
                json.WriteStartArray("shape");
                if (tensor.IsMatrix)
                {
                    json.WriteNumberValue(tensor.Rows);
                }
                json.WriteNumberValue(tensor.Columns);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(2L * tensor.Offset);
                json.WriteNumberValue(2L * (tensor.Offset + tensor.Length));
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        while (memory.Length % Alignment != 0)
        {
            memory.WriteByte((byte)' ');
        }
        return memory.ToArray();
    }
}
