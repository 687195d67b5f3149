using Microsoft.ML.OnnxRuntime;

namespace Assay.Models.Local.Engine;

/// <summary>The values that a pass lends to ONNX Runtime, given back when it is over.</summary>
internal sealed class PassInputs : IDisposable
{
    private readonly List<OrtValue> values = [];

    /// <summary>Lends an array as a tensor.</summary>
    public OrtValue Add<T>(T[] data, params long[] shape)
        where T : unmanaged
    {
        var value = OrtValue.CreateTensorValueFromMemory(data, shape);
        values.Add(value);
        return value;
    }

    /// <summary>Lends memory that a result is written to.</summary>
    public OrtValue Add<T>(Memory<T> data, params long[] shape)
        where T : unmanaged
    {
        var value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, data, shape);
        values.Add(value);
        return value;
    }

    public void Dispose() => values.ForEach(value => value.Dispose());
}
