using System.Runtime.InteropServices;

namespace Assay.Models.Local.Weights;

/// <summary>Memory outside the collected heap that starts at a multiple of 64 bytes; freed once, with its last user.</summary>
internal sealed unsafe class NativeBuffer : SafeHandle
{
    private const nuint Alignment = 64;
    private const int DontNeed = 4;

    /// <summary>Allocates; the content is undefined unless <paramref name="zeroed"/>.</summary>
    /// <exception cref="InputException">The machine has not that much memory.</exception>
    public NativeBuffer(long bytes, bool zeroed = false)
        : base(0, ownsHandle: true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        Bytes = bytes;
        try
        {
            SetHandle((nint)NativeMemory.AlignedAlloc((nuint)Math.Max(bytes, 1), Alignment));
        }
        catch (OutOfMemoryException e)
        {
            throw new InputException(
                $"no memory for {bytes:N0} bytes of weights",
                remedy: "run with precision=int8 or int4, or take a smaller model",
                inner: e
            );
        }
        if (zeroed)
        {
            NativeMemory.Clear((void*)handle, (nuint)bytes);
        }
    }

    /// <summary>Size in bytes.</summary>
    public long Bytes { get; }

    /// <summary>The first byte.</summary>
    /// <exception cref="ObjectDisposedException">The memory is freed.</exception>
    public nint Address
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return handle;
        }
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>All of it as numbers; buffers above 2 GB go by parts.</summary>
    public Span<T> Span<T>()
        where T : unmanaged => Span<T>(0, checked((int)(Bytes / sizeof(T))));

    /// <summary><paramref name="count"/> numbers from the number at <paramref name="first"/> on.</summary>
    public Span<T> Span<T>(long first, int count)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, (Bytes / sizeof(T)) - count);
        return new((T*)Address + first, count);
    }

    /// <summary>
    /// Tells the system that the content is not needed any more: whole pages go back, the address stays, and reads give zeros. Elsewhere
    /// than on Linux nothing happens.
    /// </summary>
    public void GiveBack()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }
        var page = (nint)Environment.SystemPageSize;
        var first = (Address + page - 1) / page * page;
        var end = (nint)(Address + Bytes) / page * page;
        if (end > first)
        {
            // What cannot be given back stays.
            _ = Advise(first, (nuint)(end - first), DontNeed);
        }
    }

    [DllImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Advise(nint address, nuint length, int advice);

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }
}
