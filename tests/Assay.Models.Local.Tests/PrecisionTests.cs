using Assay.Models.Local.Engine;
using Assay.Models.Local.Tests.Engine;
using Assay.Models.Local.Tests.Reference;
using Assay.Models.Local.Tests.Reference.Files;
using Assay.Models.Local.Weights;
using Assay.Testing;

namespace Assay.Models.Local.Tests;

/// <summary>A folder of float32 weights run in 16 bits has the numbers that 16 bits can say.</summary>
public sealed class PrecisionTests : IDisposable
{
    private static readonly int[] Text = Jobs.Text(12, seed: 4);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(Precision.Float16, 1e-5)]
    [InlineData(Precision.BFloat16, 1e-4)]
    public void Rounding_changes_logits_a_little(Precision precision, double atLeast)
    {
        Sound().Write(folder.Path);
        var full = Logits(folder.Path, Precision.Float32);

        var rounded = Logits(folder.Path, precision);

        Assert.InRange(Difference(full, rounded), atLeast, 0.1 * Spread(full));
    }

    [Theory]
    [InlineData(Precision.Float16, TensorType.F16)]
    [InlineData(Precision.BFloat16, TensorType.BF16)]
    public void What_is_stored_in_a_precision_is_the_same_in_it(Precision precision, TensorType type)
    {
        (Sound() with { Type = type }).Write(folder.Path);

        Assert.Equal(0, Difference(Logits(folder.Path, Precision.Float32), Logits(folder.Path, precision)));
    }

    private static RandomFolder Sound() =>
        ArchitectureCases.Named("llama 2, grouped, float16").Folder with
        {
            Type = TensorType.F32,
        };

    private static float[] Logits(string path, Precision precision)
    {
        using var transformer = LoadedTransformers.Load(path, precision);
        var logits = new float[Text.Length * transformer.Vocabulary];
        var pass = new Pass
        {
            Slot = 0,
            Tokens = Text,
            Past = [0],
            Long = [false],
            Rows = [.. Enumerable.Range(0, Text.Length)],
        };
        transformer.Run(pass, logits);
        return logits;
    }

    private static double Difference(float[] one, float[] other) =>
        one.Zip(other, (a, b) => Math.Abs((double)a - b)).Max();

    private static double Spread(float[] logits) => logits.Max() - logits.Min();
}
