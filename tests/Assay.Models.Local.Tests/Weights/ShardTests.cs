using Assay.Models.Local.Weights;
using Assay.Testing;

namespace Assay.Models.Local.Tests.Weights;

public sealed class ShardTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_index_decides_where_two_shards_hold_the_same_name()
    {
        Shard("1.safetensors", "a", "b");
        Shard("2.safetensors", "b", "left-over");
        Index("""{"metadata":{"total_size":8},"weight_map":{"a":"1.safetensors","b":"2.safetensors"}}""");

        using var store = WeightStore.Open(folder.Path);

        Assert.Equal(["a", "b"], store.Names.Order());
        Assert.Equal(folder["2.safetensors"], store.Get("b").File);
    }

    [Fact]
    public void A_missing_shard_is_named()
    {
        Shard("1.safetensors", "a");
        Index("""{"weight_map":{"a":"1.safetensors","b":"2.safetensors"}}""");

        var error = Assert.Throws<InputException>(() => WeightStore.Open(folder.Path));

        Assert.Equal(folder["2.safetensors"], error.Where);
        Assert.Equal("the file is missing", error.What);
    }

    [Fact]
    public void A_tensor_that_its_shard_lacks_is_named()
    {
        Shard("1.safetensors", "a");
        Index("""{"weight_map":{"a":"1.safetensors","b":"1.safetensors"}}""");

        var error = Assert.Throws<InputException>(() => WeightStore.Open(folder.Path));

        Assert.Equal(folder["1.safetensors"], error.Where);
        Assert.Contains("lacks the tensor 'b'", error.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../1.safetensors")]
    [InlineData("sub/1.safetensors")]
    [InlineData("..\\\\1.safetensors")]
    [InlineData("/etc/1.safetensors")]
    [InlineData("C:1.safetensors")]
    [InlineData("..safetensors")]
    [InlineData("passwd")]
    [InlineData("")]
    public void An_index_does_not_lead_out_of_its_folder(string shard)
    {
        Index($$$"""{"weight_map":{"a":"{{{shard}}}"}}""");

        var error = Assert.Throws<InputException>(() => WeightStore.Open(folder.Path));

        Assert.Contains("no safetensors file beside it", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("{", "not valid JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{}", "no weight_map")]
    [InlineData("""{"weight_map":{}}""", "no weight_map")]
    [InlineData("""{"weight_map":[]}""", "not an object")]
    [InlineData("""{"weight_map":{"a":1}}""", "no file name for 'a'")]
    [InlineData("""{"weight_map":{"a":"1.safetensors","a":"1.safetensors"}}""", "names 'a' twice")]
    [InlineData("""{"weight_map":{"a":"1.safetensors"},"weight_map":{}}""", "two weight_maps")]
    public void A_malformed_index_is_one_clear_line(string text, string expected)
    {
        Index(text);

        var error = Assert.Throws<InputException>(() => WeightStore.Open(folder.Path));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(folder[ShardIndex.FileName], error.Where);
    }

    [Fact]
    public void Several_files_without_an_index_are_not_guessed_together()
    {
        Shard("1.safetensors", "a");
        Shard("2.safetensors", "b");

        var error = Assert.Throws<InputException>(() => WeightStore.Open(folder.Path));

        Assert.Contains("2 safetensors files and no index", error.Message, StringComparison.Ordinal);
    }

    private void Index(string text) => folder.Write(ShardIndex.FileName, text);

    private void Shard(string file, params string[] names)
    {
        var entries = names.Select(
            (name, place) =>
                $$"""
                    "{{name}}":{"dtype":"F32","shape":[1],"data_offsets":[{{place * 4}},{{(place * 4) + 4}}]}
                    """
        );
        folder.Safetensors($"{{{string.Join(",", entries)}}}", names.Length * 4, file);
    }
}
