using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Assay.Models.Local.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Assay.Bench.Local;

/// <summary>What the machine can do at best: read memory, and multiply matrices.</summary>
internal static unsafe class MachineLimits
{
    private const long Bytes = 1L << 30;

    /// <summary>Bytes a second that all cores together read from memory that no cache holds; the best of some rounds.</summary>
    public static double ReadBandwidth(int rounds)
    {
        var memory = (float*)NativeMemory.AlignedAlloc((nuint)Bytes, 64);
        try
        {
            new Span<byte>(memory, int.MaxValue).Slice(0, (int)Bytes).Fill(1);
            var best = double.MaxValue;
            var sums = new float[Environment.ProcessorCount];
            for (var round = 0; round < rounds; round++)
            {
                var watch = Stopwatch.StartNew();
                Parallel.For(0, sums.Length, core => sums[core] = Sum(memory, core, sums.Length));
                best = Math.Min(best, watch.Elapsed.TotalSeconds);
            }
            GC.KeepAlive(sums);
            return Bytes / best;
        }
        finally
        {
            NativeMemory.AlignedFree(memory);
        }
    }

    /// <summary>
    /// Operations a second (a multiplication and an addition are two) of ONNX Runtime's product of 512 rows with a weight of the
    /// shape's feed-forward network, packed once; the best of some rounds.
    /// </summary>
    public static double ProductRate(ModelShape shape, int rounds)
    {
        const int Rows = 512;
        var graph = new GraphBuilder();
        graph.Input("x", TensorElementType.Float, Rows, shape.Hidden);
        graph.Output("y", TensorElementType.Float, Rows, shape.Inner);
        var file = Path.GetTempFileName();
        using var options = new SessionOptions { IntraOpNumThreads = Environment.ProcessorCount };
        options.AddSessionConfigEntry(
            "session.model_external_initializers_file_folder_path",
            Path.GetDirectoryName(file)!
        );
        using var weight = OrtValue.CreateTensorValueFromMemory(
            new float[shape.Inner * shape.Hidden],
            [shape.Inner, shape.Hidden]
        );
        options.AddInitializer("w", weight);
        graph.Weight("w", TensorElementType.Float, Path.GetFileName(file), shape.Inner, shape.Hidden);
        graph.RuntimeNode("FusedMatMul", ["x", "w"], "y", ("transB", 1L));
        using var session = new InferenceSession(graph.Build("product"), options);
        File.Delete(file);
        using var x = OrtValue.CreateTensorValueFromMemory(new float[Rows * shape.Hidden], [Rows, shape.Hidden]);
        using var y = OrtValue.CreateTensorValueFromMemory(new float[Rows * shape.Inner], [Rows, shape.Inner]);
        using var run = new RunOptions();
        using var binding = session.CreateIoBinding();
        binding.BindInput("x", x);
        binding.BindOutput("y", y);
        var best = double.MaxValue;
        for (var round = 0; round < rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            session.RunWithBinding(run, binding);
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }
        return 2.0 * Rows * shape.Hidden * shape.Inner / best;
    }

    private static float Sum(float* memory, int core, int cores)
    {
        var count = Bytes / sizeof(float) / cores;
        var (a, b, c, d) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        for (var at = memory + (core * count); at < memory + ((core + 1) * count); at += 64)
        {
            a += Vector512.Load(at);
            b += Vector512.Load(at + 16);
            c += Vector512.Load(at + 32);
            d += Vector512.Load(at + 48);
        }
        return Vector512.Sum(a + b + c + d);
    }
}
