using System.Text;
using Assay.Models.Local.Weights;
using Assay.Testing;
using CsCheck;

namespace Assay.Models.Local.Tests.Weights;

public sealed class HostileSafetensorsTests : IDisposable
{
    private const string Sound =
        """{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"b":{"dtype":"BF16","shape":[4],"data_offsets":[16,24]}}""";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "ends at byte 8 of 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 8, "the tensors end at byte 4 of 8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}""", 8, "has 8 bytes where F32 [1] needs 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[8,4]}}""", 8, "has -4 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", 8, "negative, broken or too large")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "negative, broken or too large")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "negative, broken or too large")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", 0, "too large")]
    [InlineData("""{"a":{"dtype":"F64","shape":[288230376151711744],"data_offsets":[0,0]}}""", 0, "too large")]
    [InlineData("""{"a":{"dtype":"X1","shape":[1],"data_offsets":[4,0]}}""", 4, "has -4 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", 4, "list of at most 16 numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":1,"data_offsets":[0,4]}}""", 4, "is not a list")]
    [InlineData("""{"a":{"dtype":1,"shape":[1],"data_offsets":[0,4]}}""", 4, "dtype of 'a' is not a text")]
    [InlineData("""{"a":{"shape":[1],"data_offsets":[0,4]}}""", 4, "lacks dtype, shape or two data_offsets")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""",
        4,
        "lacks dtype, shape or two data_offsets"
    )]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "has 'dtype' twice")]
    [InlineData("""{"a":[]}""", 0, "entry of 'a' is not an object")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", 0, "twice")]
    [InlineData("[]", 0, "not a JSON object")]
    [InlineData("", 4, "not valid JSON")]
    [InlineData("{", 0, "not valid JSON")]
    [InlineData("{} {}", 0, "not valid JSON")]
    [InlineData("""{"a":{"x":[[[[[[[[[[[[]]]]]]]]]]]]}}""", 0, "not valid JSON")]
    public void A_header_that_lies_is_one_clear_line(string header, int dataBytes, string expected)
    {
        var file = folder.Safetensors(header, dataBytes);

        var error = Assert.Throws<InputException>(() => WeightStore.Open(folder.Path));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(file, error.Where);
        Assert.NotNull(error.Remedy);
    }

    [Theory]
    [InlineData("b", 0, 4, "overlaps the tensor before it")]
    [InlineData("b", 2, 6, "overlaps the tensor before it")]
    [InlineData("b", 6, 10, "leaves a gap before it")]
    [InlineData("a", 4, 8, "the header names 'a' twice")]
    public void Tensors_follow_each_other_and_have_names_of_their_own(string name, int begin, int end, string expected)
    {
        folder.Safetensors(
            $$$"""
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},
             "{{{name}}}":{"dtype":"F32","shape":[1],"data_offsets":[{{{begin}}},{{{end}}}]}}
            """,
            10
        );

        var error = Assert.Throws<InputException>(() => WeightStore.Open(folder.Path));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0UL, "not valid JSON")]
    [InlineData(1_000UL, "the header has 1,000 bytes, the whole file")]
    [InlineData(100_000_001UL, "no safetensors file")]
    [InlineData(ulong.MaxValue, "no safetensors file")]
    public void The_headers_length_is_not_believed(ulong length, string expected)
    {
        File.WriteAllBytes(folder["model.safetensors"], HandMadeSafetensors.Bytes(Sound, new byte[24], length));

        var error = Assert.Throws<InputException>(() => WeightStore.Open(folder.Path));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "the file is empty")]
    [InlineData(7, "only 7 bytes")]
    public void A_file_without_room_for_a_header_is_refused(int bytes, string expected)
    {
        File.WriteAllBytes(folder["model.safetensors"], new byte[bytes]);

        var error = Assert.Throws<InputException>(() => WeightStore.Open(folder.Path));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_in_the_place_of_the_file_is_refused()
    {
        Directory.CreateDirectory(folder["model.safetensors"]);

        var error = Assert.Throws<InputException>(() => WeightStore.Open(folder.Path));

        Assert.Contains("is a folder where a file is needed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_that_leads_nowhere_or_in_a_circle_is_refused()
    {
        File.CreateSymbolicLink(folder["model.safetensors"], "elsewhere");
        Assert.Throws<InputException>(() => WeightStore.Open(folder.Path));

        File.CreateSymbolicLink(folder["elsewhere"], "model.safetensors");
        Assert.Throws<InputException>(() => WeightStore.Open(folder.Path));
    }

    [Fact]
    public void A_name_with_broken_characters_is_refused()
    {
        var bytes = HandMadeSafetensors.Bytes(Sound.Replace("\"a\"", "\"?\""), new byte[24]);
        bytes[Array.IndexOf(bytes, (byte)'?')] = 0xFF;
        File.WriteAllBytes(folder["model.safetensors"], bytes);

        var error = Assert.Throws<InputException>(() => WeightStore.Open(folder.Path));

        Assert.Contains("not valid JSON", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_damage_to_a_header_is_refused_or_leaves_tensors_inside_the_file()
    {
        var sound = Encoding.UTF8.GetBytes(Sound);
        var change = Gen.Select(Gen.Int[0, sound.Length - 1], Gen.Byte);

        Gen.Select(change.Array[1, 6], Gen.Int[0, 4 * sound.Length])
            .Sample(
                (changes, length) =>
                {
                    byte[] damaged = [.. sound];
                    foreach (var (place, value) in changes)
                    {
                        damaged[place] = value;
                    }
                    AssertRefusedOrInside(damaged.AsSpan(0, Math.Min(length, damaged.Length)));
                },
                iter: 5_000
            );
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        var sound = HandMadeSafetensors.Bytes(Sound, new byte[24]);
        var file = folder["model.safetensors"];
        for (var length = 0; length < sound.Length; length++)
        {
            File.WriteAllBytes(file, sound[..length]);

            var error = Assert.Throws<InputException>(() => WeightStore.Open(folder.Path));

            Assert.Equal(file, error.Where);
        }
    }

    private static void AssertRefusedOrInside(ReadOnlySpan<byte> header)
    {
        try
        {
            foreach (var tensor in SafetensorsHeader.Read(header, 24, "file"))
            {
                Assert.InRange(tensor.Begin, 0, tensor.End);
                Assert.InRange(tensor.End, tensor.Begin, 24);
            }
        }
        catch (InputException error)
        {
            Assert.Equal("file", error.Where);
        }
    }
}
