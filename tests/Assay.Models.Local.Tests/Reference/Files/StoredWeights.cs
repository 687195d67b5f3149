using System.Buffers.Binary;
using System.Text.Json;
using Assay.Models.Local.Tests.Reference.Mathematics;

namespace Assay.Models.Local.Tests.Reference.Files;

/// <summary>The tensors of a folder's safetensors files, widened to float64.</summary>
internal sealed class StoredWeights
{
    private readonly Dictionary<string, Tensor> tensors;

    private StoredWeights(Dictionary<string, Tensor> tensors) => this.tensors = tensors;

    public static StoredWeights Load(string folder) =>
        new(Directory.EnumerateFiles(folder, "*.safetensors").SelectMany(Read).ToDictionary(tensor => tensor.Name));

    public bool Has(string name) => tensors.ContainsKey(name);

    /// <summary>How the tensor is stored.</summary>
    public TensorType TypeOf(string name) => Named(name).Type;

    public double[] Vector(string name) => Named(name).Values;

    /// <summary>A matrix as stored; one-dimensional tensors are refused.</summary>
    public Matrix Matrix(string name) =>
        Named(name) is { Shape: [var rows, var columns] } tensor
            ? new Matrix(rows, columns, tensor.Values)
            : throw new InvalidDataException($"{name} is no matrix");

    /// <summary><c>NAME.weight</c> as [out, in], with <c>NAME.bias</c> where there should be one.</summary>
    public Linear Linear(string name, bool bias = false) =>
        new(Matrix(name + ".weight"), bias ? Vector(name + ".bias") : null);

    private Tensor Named(string name) =>
        tensors.TryGetValue(name, out var tensor) ? tensor : throw new InvalidDataException($"no tensor {name}");

    private static IEnumerable<Tensor> Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        using var header = JsonDocument.Parse(bytes.AsMemory(8, length));
        foreach (var entry in header.RootElement.EnumerateObject().Where(entry => entry.Name != "__metadata__"))
        {
            var type = Enum.Parse<TensorType>(entry.Value.GetProperty("dtype").GetString()!);
            var start = entry.Value.GetProperty("data_offsets")[0].GetInt32();
            var shape = entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()).ToArray();
            var values = new double[shape.Aggregate(1, (product, size) => product * size)];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = type.Read(bytes.AsSpan(8 + length + start + (i * type.Size()), type.Size()));
            }
            yield return new Tensor(entry.Name, shape, type, values);
        }
    }
}
