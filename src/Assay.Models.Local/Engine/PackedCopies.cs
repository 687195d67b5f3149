using Assay.Models.Local.Onnx;
using Assay.Models.Local.Weights;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Assay.Models.Local.Engine;

/// <summary>
/// Whether ONNX Runtime makes a packed copy of a product's weight on this machine and never reads the weight again. It does so where it
/// has kernels for the processor; it does not say so, therefore it is tried with a small product.
/// </summary>
internal static class PackedCopies
{
    // More than a page, so that something can be given back.
    private const int Size = 128;

    private static readonly Lazy<bool>[] Made = [new(() => Try(0)), new(() => Try(4)), new(() => Try(8))];

    /// <param name="bits">0 for floats, else 4 or 8.</param>
    public static bool AreMade(int bits) => Made[bits / 4].Value;

    private static bool Try(int bits)
    {
        var graph = new GraphBuilder();
        graph.Input("x", TensorElementType.Float, 1, Size);
        graph.Output("y", TensorElementType.Float, 1, Size);
        var matrix = new GraphMatrix("w", Size, Size, bits);
        using var weight = new NativeBuffer(Size * Size * (bits == 0 ? sizeof(float) : 1));
        using var scales = new NativeBuffer(Size * matrix.Blocks * sizeof(float));
        scales.Span<float>().Fill(1);
        var file = Path.GetTempFileName();
        try
        {
            using var settings = new SessionOptions();
            settings.AddSessionConfigEntry(
                "session.model_external_initializers_file_folder_path",
                Path.GetDirectoryName(file)!
            );
            using var given = bits == 0 ? Floats() : Blocks();
            using var factors =
                bits == 0 ? null : Add(matrix.Scales, TensorElementType.Float, scales, Size * matrix.Blocks);
            matrix.Multiply(graph, "x", "y");
            using var session = new InferenceSession(graph.Build("product"), settings);
            var before = Run(session);
            weight.GiveBack();
            return before.Any(value => value != 0) && before.SequenceEqual(Run(session));

            OrtValue Floats()
            {
                weight.Span<float>().Fill(1);
                return Add(matrix.Name, TensorElementType.Float, weight, Size, Size);
            }

            OrtValue Blocks()
            {
                weight.Span<byte>().Fill(0x11);
                var bytes = BlockQuantizer.BlockSize * bits / 8;
                return Add(matrix.Packed, TensorElementType.UInt8, weight, Size, matrix.Blocks, bytes);
            }

            OrtValue Add(string name, TensorElementType type, NativeBuffer buffer, params long[] shape)
            {
                var bytes =
                    shape.Aggregate(1L, (a, b) => a * b) * (type == TensorElementType.Float ? sizeof(float) : 1);
                var info = OrtMemoryInfo.DefaultInstance;
                var value = OrtValue.CreateTensorValueWithData(info, type, shape, buffer.Address, bytes);
                settings.AddInitializer(name, value);
                graph.Weight(name, type, Path.GetFileName(file), shape);
                return value;
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static float[] Run(InferenceSession session)
    {
        var x = new float[Size];
        Array.Fill(x, 1);
        var y = new float[Size];
        using var options = new RunOptions();
        using var inputs = new PassInputs();
        using var binding = session.CreateIoBinding();
        binding.BindInput("x", inputs.Add(x, 1, Size));
        binding.BindOutput("y", inputs.Add(y, 1, Size));
        session.RunWithBinding(options, binding);
        return y;
    }
}
