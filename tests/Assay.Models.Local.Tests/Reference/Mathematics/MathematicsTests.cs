using Assay.Models.Local.Tests.Reference.Architectures;
using Assay.Models.Local.Tests.Reference.Files;
using CsCheck;

namespace Assay.Models.Local.Tests.Reference.Mathematics;

/// <summary>What can be worked out by hand.</summary>
public sealed class MathematicsTests
{
    private const double Exact = 1e-12;

    [Fact]
    public void Rms_norm_divides_by_the_root_of_the_mean_square() =>
        // √((3² + 4²) ÷ 2) = √12.5
        Close([3 / Math.Sqrt(12.5), 8 / Math.Sqrt(12.5)], new RmsNorm([1, 2], 0).Apply([3, 4]));

    [Fact]
    public void Gemma_stores_norm_weights_less_one() =>
        Close(new RmsNorm([1, 2], 1e-6).Apply([3, 4]), new RmsNorm([0, 1], 1e-6, Offset: 1).Apply([3, 4]));

    [Fact]
    public void Layer_norm_takes_the_mean_away_first() =>
        Close([-1.5, 2.5], new LayerNorm([2, 2], [0.5, 0.5], 0).Apply([1, 3]));

    [Fact]
    public void Halves_of_a_head_turn_by_position_times_frequency() =>
        Close([Math.Cos(3), 0, Math.Sin(3), 0, 7], new Rotary([1, 0.01]).Turn([1, 0, 0, 0, 7], position: 3));

    [Fact]
    public void Adjacent_pairs_turn_by_position_times_frequency() =>
        Close(
            [Math.Cos(3), Math.Sin(3), -Math.Sin(0.03), Math.Cos(0.03), 7],
            new Rotary([1, 0.01], AdjacentPairs: true).Turn([1, 0, 0, 1, 7], position: 3)
        );

    [Fact]
    public void Scores_of_turned_heads_depend_on_the_distance_alone() =>
        Gen.Select(Gen.Double[-1, 1].Array[8], Gen.Double[-1, 1].Array[8], Gen.Int[0, 50], Gen.Int[0, 50])
            .Sample(
                (query, key, position, shift) =>
                {
                    var rotary = new RotaryScaling(10_000, 8, 128).For(0);
                    var near = Vectors.Dot(rotary.Turn(query, position), rotary.Turn(key, 0));
                    var far = Vectors.Dot(rotary.Turn(query, position + shift), rotary.Turn(key, shift));
                    return Math.Abs(near - far) < 1e-9;
                }
            );

    [Theory]
    [InlineData(30, 30.0, 22.847824678672)] // 30 · tanh(1)
    [InlineData(1e6, 30.0, 30)]
    [InlineData(1e6, null, 1e6)]
    public void A_soft_cap_bends_what_comes_near_it(double value, double? cap, double capped) =>
        Assert.Equal(capped, Vectors.SoftCap(value, cap), Exact);

    [Theory]
    [InlineData("silu", 1, 0.731058578630)] // 1 ÷ (1 + e⁻¹)
    [InlineData("gelu_new", 1, 0.841191990608)] // ½(1 + tanh(√(2/π) · 1.044715))
    [InlineData("gelu_pytorch_tanh", -1, -0.158808009392)]
    public void Activations_of_one(string name, double input, double output) =>
        Assert.Equal(output, Activation.Named(name)(input), 1e-11);

    [Fact]
    public void A_normalised_head_has_rows_of_length_one() =>
        Close([0.6, 0.8, 0, 0], BaichuanReader.UnitRows(new Matrix(2, 2, [3, 4, 0, 0])).Values);

    [Theory]
    [InlineData(TensorType.BF16, 55.5)] // the worked example of huggingface/transformers#29402
    [InlineData(TensorType.F16, 55.4375)]
    [InlineData(TensorType.F32, 55.42562484741211)]
    public void The_root_of_3072_is_rounded_to_the_stored_type(TensorType type, double rounded) =>
        Assert.Equal(rounded, type.Round(Math.Sqrt(3072)));

    [Fact]
    public void Query_heads_share_the_key_value_heads_in_order()
    {
        // One position: each head reads its group's value, whatever the scores.
        var one = new Linear(new Matrix(4, 1, [1, 1, 1, 1]));
        var attention = new Attention
        {
            Query = one,
            Key = new Linear(new Matrix(2, 1, [1, 1])),
            Value = new Linear(new Matrix(2, 1, [10, 20])),
            Output = new Linear(new Matrix(4, 4, [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1])),
            Heads = 4,
            KeyValueHeads = 2,
            HeadSize = 1,
            Scale = 1,
        };

        Close(
            [10, 10, 20, 20],
            attention.Apply(
                [
                    [1],
                ],
                rotaryLength: 1
            )[0]
        );
    }

    [Fact]
    public void Equal_scores_share_equally_among_what_is_seen()
    {
        var zero = new Linear(new Matrix(1, 1, [0]));
        var one = new Linear(new Matrix(1, 1, [1]));
        var attention = new Attention
        {
            Query = zero,
            Key = zero,
            Value = one,
            Output = one,
            Heads = 1,
            KeyValueHeads = 1,
            HeadSize = 1,
            Scale = 1,
            Window = 2,
        };

        var mixed = attention.Apply(
            [
                [2],
                [4],
                [8],
            ],
            rotaryLength: 3
        );

        Close([2, 3, 6], [.. mixed.Select(state => state[0])]);
    }

    private static void Close(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Exact));
    }
}
