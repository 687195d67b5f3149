using Assay.Models.Local.Description;
using Assay.Models.Local.Weights;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Assay.Models.Local.Engine;

/// <summary>
/// Keys and values of past tokens: for each layer and each of a fixed number of slots, [heads, capacity, head size]. Slots that lie side
/// by side are one batch. Memory is used as sequences grow.
/// </summary>
internal sealed class KeyValueCache : IDisposable
{
    private const int FirstCapacity = 256;

    private readonly int[] heads;
    private readonly int headSize;
    private readonly int maximum;
    private readonly Dictionary<(int First, int Count), OrtValue[]> ranges = [];
    private NativeBuffer[] buffers = [];

    public KeyValueCache(DecoderDescription model, int slots, int maximum)
    {
        heads = [.. model.Layers.Select(layer => layer.Attention.KeyValueHeads)];
        headSize = DecoderGraph.PaddedHeadSize(model.Layers[0].Attention.HeadSize);
        Slots = slots;
        this.maximum = maximum;
        Grow(Math.Min(FirstCapacity, maximum));
    }

    public int Slots { get; }

    /// <summary>The most tokens a slot holds now.</summary>
    public int Capacity { get; private set; }

    /// <summary>Memory taken for all slots.</summary>
    public long Bytes => buffers.Sum(buffer => buffer.Bytes);

    /// <summary>The cache of slots side by side: key and value of each layer in turn. Valid until the next growth.</summary>
    public OrtValue[] Range(int first, int count)
    {
        if (!ranges.TryGetValue((first, count), out var values))
        {
            values = [.. buffers.Select((buffer, index) => Value(buffer, heads[index / 2], first, count))];
            ranges[(first, count)] = values;
        }
        return values;
    }

    /// <summary>Makes room for that many tokens in each slot; gives whether anything moved.</summary>
    public bool Reserve(int tokens)
    {
        if (tokens <= Capacity)
        {
            return false;
        }
        Grow((int)Math.Min(Math.Max(maximum, tokens), Math.Max(tokens, 2L * Capacity)));
        return true;
    }

    /// <summary>Copies the first tokens of one slot to another.</summary>
    public void Copy(int from, int to, int tokens)
    {
        for (var i = 0; i < buffers.Length; i++)
        {
            CopySlot(buffers[i], from, Capacity, buffers[i], to, Capacity, heads[i / 2], tokens);
        }
    }

    public void Dispose()
    {
        Forget();
        foreach (var buffer in buffers)
        {
            buffer.Dispose();
        }
    }

    private OrtValue Value(NativeBuffer buffer, int heads, int first, int count)
    {
        var slot = (long)heads * Capacity * headSize * sizeof(float);
        return OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance,
            TensorElementType.Float,
            [count, heads, Capacity, headSize],
            buffer.Address + (nint)(first * slot),
            count * slot
        );
    }

    private void Grow(int capacity)
    {
        Forget();
        var old = buffers;
        var grown = heads
            .SelectMany(count => Enumerable.Repeat(count, 2))
            .Select(count => new NativeBuffer((long)Slots * count * capacity * headSize * sizeof(float)))
            .ToArray();
        for (var i = 0; i < old.Length; i++)
        {
            for (var slot = 0; slot < Slots; slot++)
            {
                CopySlot(old[i], slot, Capacity, grown[i], slot, capacity, heads[i / 2], Capacity);
            }
            old[i].Dispose();
        }
        (buffers, Capacity) = (grown, capacity);
    }

    private unsafe void CopySlot(
        NativeBuffer from,
        int fromSlot,
        int fromCapacity,
        NativeBuffer to,
        int toSlot,
        int toCapacity,
        int heads,
        int tokens
    )
    {
        var bytes = (long)tokens * headSize * sizeof(float);
        for (var head = 0; head < heads; head++)
        {
            var source = (float*)from.Address + ((((long)fromSlot * heads) + head) * fromCapacity * headSize);
            var target = (float*)to.Address + ((((long)toSlot * heads) + head) * toCapacity * headSize);
            Buffer.MemoryCopy(source, target, bytes, bytes);
        }
    }

    private void Forget()
    {
        foreach (var value in ranges.Values.SelectMany(values => values))
        {
            value.Dispose();
        }
        ranges.Clear();
    }
}
