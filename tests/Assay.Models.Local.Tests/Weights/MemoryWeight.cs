using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Assay.Models.Local.Weights;

namespace Assay.Models.Local.Tests.Weights;

/// <summary>A weight in memory of its own, for tests of what is done with weights.</summary>
internal sealed class MemoryWeight : IDisposable
{
    private readonly NativeBuffer memory;

    private MemoryWeight(NativeBuffer memory, StoredType type, ImmutableArray<long> shape)
    {
        this.memory = memory;
        var elements = memory.Bytes / type.Bytes();
        Weight = new Weight("w", type, shape, memory.Address, elements, "memory", 0);
    }

    public Weight Weight { get; }

    public static MemoryWeight Of<T>(StoredType type, T[] numbers, params long[] shape)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes<T>(numbers);
        var own = new NativeBuffer(bytes.Length);
        bytes.CopyTo(own.Span<byte>());
        return new MemoryWeight(own, type, shape.Length == 0 ? [numbers.Length] : [.. shape]);
    }

    public void Dispose() => memory.Dispose();
}
