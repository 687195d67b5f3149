using System.Runtime.InteropServices;

namespace Assay.Train.Model;

/// <summary>Native memory of a fixed number of elements, aligned to a vector and zero at first.</summary>
public sealed unsafe class Buffer<T> : IDisposable
    where T : unmanaged
{
    /// <summary>Takes the memory.</summary>
    public Buffer(long length)
    {
        Length = checked((int)length);
        var bytes = (nuint)Length * (nuint)sizeof(T);
        Data = (T*)NativeMemory.AlignedAlloc(bytes, 64);
        NativeMemory.Clear(Data, bytes);
    }

    /// <summary>The first element.</summary>
    public T* Data { get; private set; }

    /// <summary>Elements.</summary>
    public int Length { get; }

    /// <summary>All elements.</summary>
    public Span<T> Span => new(Data, Length);

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(Data);
        Data = null;
    }
}
