using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace Assay.Models.Local.Tests.Reference.Files;

/// <summary>
/// Writes safetensors: the header's length in eight bytes, a JSON header padded with blanks to a multiple of eight, then the data
/// without gaps (huggingface/safetensors, README, "Format").
/// </summary>
internal static class SafetensorsWriter
{
    /// <summary>Writes one file, or <paramref name="shards"/> files with the hubs' index.</summary>
    public static void Write(string folder, IReadOnlyList<Tensor> tensors, int shards)
    {
        if (shards == 1)
        {
            WriteFile(Path.Combine(folder, "model.safetensors"), tensors);
            return;
        }
        var names = Enumerable.Range(1, shards).Select(n => $"model-{n:D5}-of-{shards:D5}.safetensors").ToArray();
        for (var shard = 0; shard < shards; shard++)
        {
            var own = tensors.Where((_, index) => index % shards == shard).ToArray();
            WriteFile(Path.Combine(folder, names[shard]), own);
        }
        WriteIndex(Path.Combine(folder, "model.safetensors.index.json"), tensors, names);
    }

    private static void WriteFile(string path, IReadOnlyList<Tensor> tensors)
    {
        var header = Header(tensors);
        using var file = File.Create(path);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        file.Write(length);
        file.Write(header);
        foreach (var tensor in tensors)
        {
            file.Write(Data(tensor));
        }
    }

    private static byte[] Header(IReadOnlyList<Tensor> tensors)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            json.WriteString("format", "pt");
            json.WriteEndObject();
            var offset = 0L;
            foreach (var tensor in tensors)
            {
                var end = offset + ((long)tensor.Values.Length * tensor.Type.Size());
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", tensor.Type.ToString());
                WriteNumbers(json, "shape", tensor.Shape.Select(size => (long)size));
                WriteNumbers(json, "data_offsets", [offset, end]);
                json.WriteEndObject();
                offset = end;
            }
            json.WriteEndObject();
        }
        var padded = new byte[(buffer.WrittenCount + 7) / 8 * 8];
        Array.Fill(padded, (byte)' ');
        buffer.WrittenSpan.CopyTo(padded);
        return padded;
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }
        json.WriteEndArray();
    }

    private static byte[] Data(Tensor tensor)
    {
        var size = tensor.Type.Size();
        var bytes = new byte[tensor.Values.Length * size];
        for (var i = 0; i < tensor.Values.Length; i++)
        {
            tensor.Type.Write(bytes.AsSpan(i * size, size), tensor.Values[i]);
        }
        return bytes;
    }

    private static void WriteIndex(string path, IReadOnlyList<Tensor> tensors, string[] shards)
    {
        using var file = File.Create(path);
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteStartObject("metadata");
        json.WriteNumber("total_size", tensors.Sum(tensor => (long)tensor.Values.Length * tensor.Type.Size()));
        json.WriteEndObject();
        json.WriteStartObject("weight_map");
        for (var i = 0; i < tensors.Count; i++)
        {
            json.WriteString(tensors[i].Name, shards[i % shards.Length]);
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
