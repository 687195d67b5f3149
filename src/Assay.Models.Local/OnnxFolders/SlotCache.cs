using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;

namespace Assay.Models.Local.OnnxFolders;

/// <summary>The keys and values of one slot's tokens. A pass takes them and gives new ones, longer by its tokens.</summary>
internal sealed class SlotCache : IDisposable
{
    private readonly ImmutableArray<CacheTensor> tensors;
    private OrtValue[] values;

    public SlotCache(ImmutableArray<CacheTensor> tensors)
    {
        this.tensors = tensors;
        values = Allocate(0);
    }

    /// <summary>How many tokens it holds.</summary>
    public int Tokens { get; private set; }

    /// <summary>One value for each tensor of the layout.</summary>
    public IReadOnlyList<OrtValue> Values => values;

    /// <summary>Takes what a pass gave; the values are the cache's from now on.</summary>
    public void Set(OrtValue[] present, int tokens)
    {
        Release();
        (values, Tokens) = (present, tokens);
    }

    /// <summary>Forgets what lies behind the first tokens.</summary>
    public void Cut(int tokens)
    {
        if (tokens != Tokens)
        {
            Set(First(tokens), tokens);
        }
    }

    /// <summary>Gives another slot the first tokens in place of its own.</summary>
    public void CopyTo(SlotCache other, int tokens) => other.Set(First(tokens), tokens);

    public void Dispose() => Release();

    private OrtValue[] First(int tokens)
    {
        if (tokens > Tokens)
        {
            throw new ArgumentOutOfRangeException(nameof(tokens), tokens, $"The slot holds {Tokens} tokens.");
        }
        var first = Allocate(tokens);
        if (tokens == 0)
        {
            return first;
        }
        for (var i = 0; i < first.Length; i++)
        {
            var from = values[i].GetTensorMutableRawData();
            var to = first[i].GetTensorMutableRawData();
            var (held, kept) = (Tokens * tensors[i].RowBytes, tokens * tensors[i].RowBytes);
            for (var head = 0; head < tensors[i].Heads; head++)
            {
                from.Slice(head * held, kept).CopyTo(to[(head * kept)..]);
            }
        }
        return first;
    }

    private OrtValue[] Allocate(int tokens) =>
        [
            .. tensors.Select(tensor =>
                OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, tensor.Type, tensor.Shape(tokens))
            ),
        ];

    private void Release()
    {
        foreach (var value in values)
        {
            value.Dispose();
        }
        values = [];
    }
}
