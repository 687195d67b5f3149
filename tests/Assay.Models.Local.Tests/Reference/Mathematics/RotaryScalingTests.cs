using Assay.Models.Local.Tests.Reference.Files;

namespace Assay.Models.Local.Tests.Reference.Mathematics;

/// <summary>Rotary frequencies against numbers worked out from the papers.</summary>
public sealed class RotaryScalingTests
{
    private const double Relative = 1e-9;

    [Fact]
    public void Plain_frequencies_fall_from_one_to_nearly_the_base()
    {
        var frequencies = new RotaryScaling(10_000, 128, 4096).For(0).Frequencies;

        Assert.Equal(64, frequencies.Length);
        Same(1, frequencies[0]);
        Same(0.01, frequencies[32]);
        Same(1 / Math.Pow(10_000, 126 / 128.0), frequencies[63]);
    }

    [Fact]
    public void Linear_scaling_divides_all_frequencies()
    {
        var rotary = Scaled("""{ "type": "linear", "factor": 4 }""");

        Same(0.25, rotary.Frequencies[0]);
        Same(0.0025, rotary.Frequencies[32]);
    }

    [Theory]
    [InlineData(4096, 1)]
    [InlineData(8192, 3)] // 2 · 2 − 1
    [InlineData(16_384, 7)] // 2 · 4 − 1
    public void Dynamic_scaling_raises_the_base_beyond_the_context(int length, double growth)
    {
        var rotary = Scaled("""{ "type": "dynamic", "factor": 2 }""", length);

        Same(Math.Pow(10_000 * Math.Pow(growth, 128 / 126.0), -0.5), rotary.Frequencies[32]);
    }

    // Llama 3.1: factor 8, low 1, high 4, 8192 positions, base 500,000.
    [Theory]
    [InlineData(0, 1)] // wavelength 6.28 < 2048: kept
    [InlineData(63, 0.125)] // wavelength 2.6 million > 8192: divided
    [InlineData(32, 0.371122)] // wavelength 4442.88: s = (8192 ÷ 4442.88 − 1) ÷ 3 = 0.281283; s + (1 − s) ÷ 8
    public void Llama_3_1_stretches_long_waves_only(int pair, double share)
    {
        var rotary = new RotaryScaling(
            500_000,
            128,
            131_072,
            Scaling: ModelConfig.Parse(
                """
                {
                  "rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
                  "original_max_position_embeddings": 8192
                }
                """
            )
        ).For(0);

        Assert.Equal(share, rotary.Frequencies[pair] * Math.Pow(500_000, pair / 64.0), 1e-6);
    }

    // YaRN with β = 32 and 1 over 4096 positions: 128 · ln(4096 ÷ 64π) ÷ (2 ln 10000) = 20.9 and 128 · ln(4096 ÷ 2π) ÷ … = 45.03.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(20, 1)]
    [InlineData(33, 0.625)] // halfway between 20 and 46: ½ + ½ ÷ 4
    [InlineData(46, 0.25)]
    [InlineData(63, 0.25)]
    public void Yarn_ramps_from_kept_to_divided(int pair, double share)
    {
        var rotary = Scaled("""{ "rope_type": "yarn", "factor": 4, "original_max_position_embeddings": 4096 }""");

        Same(share * Math.Pow(10_000, -pair / 64.0), rotary.Frequencies[pair]);
    }

    [Theory]
    [InlineData("""{ "rope_type": "yarn", "factor": 4 }""", 1.1386294361)] // 0.1 · ln 4 + 1
    [InlineData("""{ "rope_type": "yarn", "factor": 1 }""", 1)]
    [InlineData("""{ "rope_type": "yarn", "factor": 40, "mscale": 1.0, "mscale_all_dim": 1.0 }""", 1)]
    [InlineData("""{ "rope_type": "yarn", "factor": 4, "attention_factor": 1.5 }""", 1.5)]
    public void Yarn_enlarges_with_the_logarithm_of_its_factor(string scaling, double magnitude) =>
        Assert.Equal(magnitude, Scaled(scaling).Magnitude, 1e-9);

    // Phi-3 mini 128k: √(1 + ln 32 ÷ ln 4096) = √(17 ÷ 12).
    [Theory]
    [InlineData(4096, 0.5)]
    [InlineData(4097, 0.25)]
    public void Longrope_changes_its_divisors_beyond_the_original_context(int length, double first)
    {
        var rotary = new RotaryScaling(
            10_000,
            4,
            131_072,
            4096,
            ModelConfig.Parse("""{ "type": "su", "short_factor": [2, 2], "long_factor": [4, 8] }""")
        ).For(length);

        Same(first, rotary.Frequencies[0]);
        Assert.Equal(1.1902380714, rotary.Magnitude, 1e-9);
    }

    private static Rotary Scaled(string scaling, int length = 0) =>
        new RotaryScaling(10_000, 128, 4096, Scaling: ModelConfig.Parse(scaling)).For(length);

    private static void Same(double expected, double actual) => Assert.Equal(1, actual / expected, Relative);
}
