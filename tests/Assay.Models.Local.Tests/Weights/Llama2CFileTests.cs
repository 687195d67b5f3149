using System.Buffers.Binary;
using Assay.Models.Local.Weights;
using Assay.Testing;
using CsCheck;

namespace Assay.Models.Local.Tests.Weights;

public sealed class Llama2CFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Arrays_go_by_the_hubs_names()
    {
        // Width 4, hidden 6, 2 layers, 2 heads, 1 key-value head, 3 tokens, context 5; each number is its own place.
        using var file = Llama2CFile.Open(Write(4, 6, 2, 2, 1, 3, 5));

        Assert.Equal(new Llama2CSizes(4, 6, 2, 2, 1, 3, 5, SharedHead: true), file.Sizes);
        AssertStarts(file, "model.embed_tokens.weight", 0, 3, 4);
        AssertStarts(file, "model.layers.1.input_layernorm.weight", 12 + 4, 4);
        AssertStarts(file, "model.layers.0.self_attn.q_proj.weight", 20, 4, 4);
        AssertStarts(file, "model.layers.1.self_attn.k_proj.weight", 20 + 32 + 8, 2, 4);
        AssertStarts(file, "model.layers.0.self_attn.v_proj.weight", 68, 2, 4);
        AssertStarts(file, "model.layers.0.self_attn.o_proj.weight", 84, 4, 4);
        AssertStarts(file, "model.layers.0.post_attention_layernorm.weight", 116, 4);
        AssertStarts(file, "model.layers.0.mlp.gate_proj.weight", 124, 6, 4);
        AssertStarts(file, "model.layers.1.mlp.down_proj.weight", 172 + 24, 4, 6);
        AssertStarts(file, "model.layers.0.mlp.up_proj.weight", 220, 6, 4);
        AssertStarts(file, "model.norm.weight", 268, 4);
        Assert.False(file.Weights.Contains("lm_head.weight"));
        Assert.Equal(1 + (2 * 9) + 1, file.Weights.Names.Count);
    }

    [Fact]
    public void A_negative_vocabulary_means_output_weights_of_their_own()
    {
        using var file = Llama2CFile.Open(Write(4, 6, 2, 2, 1, -3, 5));

        Assert.False(file.Sizes.SharedHead);
        AssertStarts(file, "lm_head.weight", 272 + 10, 3, 4);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(4)]
    public void The_length_must_be_the_headers_exactly(int more)
    {
        var path = Write(4, 6, 2, 2, 1, 3, 5);
        using (var file = File.Open(path, FileMode.Open))
        {
            file.SetLength(file.Length + more);
        }

        var error = Assert.Throws<InputException>(() => Llama2CFile.Open(path));

        Assert.Contains("the header asks for 1,156 bytes", error.Message, StringComparison.Ordinal);
        Assert.False(Llama2CFile.IsOne(path));
    }

    [Theory]
    [InlineData(0, 6, 2, 2, 1, 3, 5)]
    [InlineData(4, -6, 2, 2, 1, 3, 5)]
    [InlineData(4, 6, 2, 3, 1, 3, 5)]
    [InlineData(4, 6, 2, 2, 0, 3, 5)]
    [InlineData(4, 6, 2, 4, 1, 3, 5)]
    [InlineData(4, 6, 2, 2, 1, int.MinValue, 5)]
    [InlineData(4, 6, 1025, 2, 1, 3, 5)]
    [InlineData(int.MaxValue, 6, 2, 2, 1, 3, 5)]
    public void Sizes_of_no_model_are_refused(params int[] sizes)
    {
        var bytes = new byte[28];
        for (var i = 0; i < 7; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * 4), sizes[i]);
        }
        File.WriteAllBytes(folder["model.bin"], bytes);

        var error = Assert.Throws<InputException>(() => Llama2CFile.Open(folder["model.bin"]));

        Assert.Contains("no llama2.c checkpoint", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_first_bytes_are_refused_in_one_line()
    {
        Gen.Byte.Array[1, 64]
            .Sample(
                bytes =>
                {
                    File.WriteAllBytes(folder["model.bin"], bytes);
                    Assert.Throws<InputException>(() => Llama2CFile.Open(folder["model.bin"]));
                },
                iter: 200,
                threads: 1
            );
    }

    [Fact]
    public void The_shared_model_opens()
    {
        using var file = Llama2CFile.Open(SharedData.Require("datasets/models/stories260K/stories260K.bin"));

        Assert.Equal(new Llama2CSizes(64, 172, 5, 8, 4, 512, 512, SharedHead: true), file.Sizes);
        Assert.Equal(260_032 * sizeof(float), file.Weights.Bytes);
    }

    private static void AssertStarts(Llama2CFile file, string name, int place, params long[] shape)
    {
        var weight = file.Weights.Get(name).Expect(shape);
        var numbers = new float[weight.Elements];
        WeightConversion.Copy(weight, 0, numbers);
        Assert.Equal(Enumerable.Range(place, numbers.Length).Select(x => (float)x), numbers);
    }

    private string Write(params int[] sizes)
    {
        using var writer = new BinaryWriter(File.Create(folder["model.bin"]));
        Array.ForEach(sizes, writer.Write);
        var (width, hidden, layers, context) = (sizes[0], sizes[1], sizes[2], sizes[6]);
        var headWidth = width / sizes[3];
        var groups = headWidth * sizes[4];
        var tokens = Math.Abs(sizes[5]);
        var layer = (2 * width) + (2 * width * width) + (2 * groups * width) + (3 * width * hidden);
        var count = (tokens * width) + (layers * layer) + width + (context * headWidth);
        count += sizes[5] < 0 ? tokens * width : 0;
        for (var i = 0; i < count; i++)
        {
            writer.Write((float)i);
        }
        return folder["model.bin"];
    }
}
