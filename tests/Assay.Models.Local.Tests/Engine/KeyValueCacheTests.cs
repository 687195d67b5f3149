using Assay.Models.Local.Architectures;
using Assay.Models.Local.Engine;
using Assay.Models.Local.Folders;
using Assay.Models.Local.Tests.Reference;
using Assay.Models.Local.Weights;
using Assay.Testing;

namespace Assay.Models.Local.Tests.Engine;

/// <summary>Of a model with two layers of two key-value heads of 16 numbers, and a context of 1024.</summary>
public sealed class KeyValueCacheTests : IDisposable
{
    private const int Context = 1024;
    private const int Heads = 2;
    private const int HeadSize = 16;

    private readonly TemporaryFolder folder = new();
    private readonly KeyValueCache cache;

    public KeyValueCacheTests()
    {
        ArchitectureCases.Named("llama 2, grouped, float16").Folder.Write(folder.Path);
        var config = ModelFolder.Open(folder.Path).Config;
        using var store = WeightStore.Open(folder.Path);
        cache = new KeyValueCache(Architecture.Of(config).Describe(config, store), slots: 3, Context);
    }

    public void Dispose()
    {
        cache.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_range_has_a_key_and_a_value_for_each_layer()
    {
        var range = cache.Range(1, 2);

        Assert.Equal(4, range.Length);
        Assert.All(
            range,
            value => Assert.Equal([2, Heads, cache.Capacity, HeadSize], value.GetTensorTypeAndShape().Shape)
        );
    }

    [Fact]
    public void It_grows_to_twice_its_size_at_least_and_to_the_context_at_most()
    {
        var first = cache.Capacity;

        Assert.False(cache.Reserve(first));
        Assert.True(cache.Reserve(first + 1));
        Assert.Equal(2 * first, cache.Capacity);
        Assert.True(cache.Reserve(Context));
        Assert.Equal(Context, cache.Capacity);
    }

    [Fact]
    public void A_tree_of_branches_may_need_more_than_the_context()
    {
        cache.Reserve(Context + 7);

        Assert.InRange(cache.Capacity, Context + 7, 2 * Context);
    }

    [Fact]
    public void Growth_keeps_what_every_slot_holds()
    {
        Fill(0, 10);
        Fill(2, 30);
        var before = (Held(0, 10), Held(2, 30));

        cache.Reserve(cache.Capacity + 1);

        Assert.Equal(before.Item1, Held(0, 10));
        Assert.Equal(before.Item2, Held(2, 30));
    }

    [Fact]
    public void A_copy_has_the_first_tokens_and_leaves_the_other_slots_alone()
    {
        Fill(0, 10);
        Fill(1, 20);
        Fill(2, 30);
        var (first, second, third) = (Held(0, 10), Held(1, 20), Held(2, 30));

        cache.Copy(0, 1, 6);

        Assert.Equal(first, Held(0, 10));
        Assert.Equal(third, Held(2, 30));
        Assert.Equal(Held(0, 6), Held(1, 6));
        Assert.Equal(second[^HeadSize..], Held(1, 20)[^HeadSize..]);
    }

    // Numbers that say where they are.
    private void Fill(int slot, int tokens)
    {
        var place = 0;
        foreach (var value in cache.Range(slot, 1))
        {
            var data = value.GetTensorMutableDataAsSpan<float>();
            for (var head = 0; head < Heads; head++)
            {
                for (var i = 0; i < tokens * HeadSize; i++)
                {
                    data[(head * cache.Capacity * HeadSize) + i] = (1000 * slot) + place + (i / 1000f);
                }
                place++;
            }
        }
    }

    private float[] Held(int slot, int tokens)
    {
        var held = new List<float>();
        foreach (var value in cache.Range(slot, 1))
        {
            var data = value.GetTensorDataAsSpan<float>();
            for (var head = 0; head < Heads; head++)
            {
                held.AddRange(data.Slice(head * cache.Capacity * HeadSize, tokens * HeadSize));
            }
        }
        return [.. held];
    }
}
