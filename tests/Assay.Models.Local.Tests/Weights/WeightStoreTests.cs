using Assay.Models.Local.Tests.Reference.Files;
using Assay.Models.Local.Weights;
using Assay.Testing;

namespace Assay.Models.Local.Tests.Weights;

public sealed class WeightStoreTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1, TensorType.F32)]
    [InlineData(1, TensorType.F16)]
    [InlineData(1, TensorType.BF16)]
    [InlineData(3, TensorType.F32)]
    public void Weights_come_back_as_they_were_written_by_an_independent_writer(int shards, TensorType type)
    {
        Tensor[] tensors =
        [
            new("a", [2, 3], type, [1, -2, 0.5, 4, -8, 0.25]),
            new("b", [4], type, [0, 1, 2, 3]),
            new("c", [1, 1, 1], type, [-1]),
        ];
        SafetensorsWriter.Write(folder.Path, tensors, shards);

        using var store = WeightStore.Open(folder.Path);

        Assert.Equal(["a", "b", "c"], store.Names.Order());
        Assert.Equal(11 * type.Size(), store.Bytes);
        Assert.All(tensors, tensor => Assert.Equal(tensor.Values, Values(store.Get(tensor.Name))));
        Assert.Equal([2L, 3L], store.Get("a").Shape);
    }

    [Fact]
    public void A_weight_says_where_in_which_file_its_numbers_start()
    {
        SafetensorsWriter.Write(
            folder.Path,
            [new("a", [1], TensorType.F32, [5]), new("b", [1], TensorType.F32, [7])],
            1
        );
        using var store = WeightStore.Open(folder.Path);

        var weight = store.Get("b");

        var bytes = File.ReadAllBytes(weight.File);
        Assert.Equal(7f, BitConverter.ToSingle(bytes, (int)weight.FileOffset));
        Assert.Equal(bytes.Length - 4, weight.FileOffset);
    }

    [Fact]
    public void A_range_of_rows_is_the_same_memory()
    {
        SafetensorsWriter.Write(folder.Path, [new("a", [3, 2], TensorType.F32, [1, 2, 3, 4, 5, 6])], 1);
        using var store = WeightStore.Open(folder.Path);
        var whole = store.Get("a");

        var rows = whole.RowRange(1, 2);

        Assert.Equal([3.0, 4, 5, 6], Values(rows));
        Assert.Equal((whole.Address + 8, whole.FileOffset + 8), (rows.Address, rows.FileOffset));
        Assert.Equal((2L, 2L), (rows.Rows, rows.Columns));
        Assert.Throws<ArgumentOutOfRangeException>(() => whole.RowRange(2, 2));
    }

    [Fact]
    public void A_single_file_of_another_name_is_taken()
    {
        folder.Safetensors("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "adapter.safetensors");

        using var store = WeightStore.Open(folder.Path);

        Assert.True(store.Contains("a"));
    }

    [Fact]
    public void Files_may_be_links_as_in_the_hubs_cache()
    {
        folder.Safetensors("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "blob");
        var snapshot = Directory.CreateDirectory(folder["snapshot"]).FullName;
        File.CreateSymbolicLink(Path.Combine(snapshot, "model.safetensors"), "../blob");

        using var store = WeightStore.Open(snapshot);

        Assert.Equal(4, store.Bytes);
    }

    [Fact]
    public void Scalars_and_empty_tensors_are_tensors()
    {
        folder.Safetensors(
            """
            {"none":{"dtype":"F32","shape":[9223372036854775807,0],"data_offsets":[0,0]},
             "one":{"dtype":"F16","shape":[],"data_offsets":[0,2]}}
            """,
            2
        );

        using var store = WeightStore.Open(folder.Path);

        Assert.Equal((0L, 1L), (store.Get("none").Elements, store.Get("one").Elements));
    }

    [Fact]
    public void Tensors_of_other_types_may_be_there_and_are_refused_when_asked_for()
    {
        folder.Safetensors(
            """
            {"bias":{"dtype":"BOOL","shape":[4],"data_offsets":[0,4]},
             "new":{"dtype":"X9","shape":[3],"data_offsets":[4,9]}}
            """,
            9
        );
        using var store = WeightStore.Open(folder.Path);

        var error = Assert.Throws<InputException>(() => store.Get("bias"));

        Assert.Contains("'bias' is stored as BOOL", error.Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => store.TryGet("new", out _));
        Assert.False(store.TryGet("other", out _));
    }

    [Fact]
    public void A_missing_tensor_is_named_with_the_nearest_there_is()
    {
        folder.Safetensors("""{"model.norm.weight":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4);
        using var store = WeightStore.Open(folder.Path);

        var error = Assert.Throws<InputException>(() => store.Get("model.norms.weight"));

        Assert.Contains("no tensor 'model.norms.weight'", error.What, StringComparison.Ordinal);
        Assert.Contains("'model.norm.weight'", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_without_end_costs_no_memory_to_compare()
    {
        folder.Safetensors(
            $$$"""{"{{{new string('m', 1_000_000)}}}":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""",
            4
        );
        using var store = WeightStore.Open(folder.Path);

        Assert.Throws<InputException>(() => store.Get("mm"));
    }

    [Fact]
    public void A_shape_that_is_not_the_expected_one_is_shown_beside_it()
    {
        folder.Safetensors("""{"a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]}}""", 8);
        using var store = WeightStore.Open(folder.Path);
        var weight = store.Get("a");

        var error = Assert.Throws<InputException>(() => weight.Expect(1, 2));

        Assert.Contains("[2, 1] where config.json asks for [1, 2]", error.Message, StringComparison.Ordinal);
        Assert.Equal(weight, weight.Expect(2, 1));
    }

    private static double[] Values(Weight weight)
    {
        var numbers = new float[weight.Elements];
        WeightConversion.ToFloat32(weight, numbers, TestContext.Current.CancellationToken);
        return [.. numbers.Select(number => (double)number)];
    }
}
