using System.IO.MemoryMappedFiles;

namespace Assay.Models.Local.Weights;

/// <summary>A file mapped for reading. Its pages come and go with the need; nothing is read ahead here.</summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;

    private MappedFile(string path, MemoryMappedFile file, MemoryMappedViewAccessor view, long length)
    {
        this.file = file;
        this.view = view;
        Path = path;
        Length = length;
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        Address = (nint)(start + view.PointerOffset);
    }

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>Size in bytes, at least 1.</summary>
    public long Length { get; }

    /// <summary>The file's first byte in memory.</summary>
    public nint Address { get; }

    /// <summary>Bytes of the file, which the caller has checked to be there.</summary>
    public ReadOnlySpan<byte> Span(long offset, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - count);
        return new((byte*)Address + offset, count);
    }

    /// <summary>Maps a file.</summary>
    /// <exception cref="InputException">The file is missing, empty, a folder or not to be read.</exception>
    public static MappedFile Open(string path)
    {
        var length = ModelFile.Length(path);
        try
        {
            var mapping = MemoryMappedFile.CreateFromFile(
                new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0),
                mapName: null,
                capacity: 0,
                MemoryMappedFileAccess.Read,
                HandleInheritability.None,
                leaveOpen: false
            );
            try
            {
                var whole = mapping.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
                return new MappedFile(path, mapping, whole, length);
            }
            catch
            {
                mapping.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw ModelFile.Unreadable(path, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (view.SafeMemoryMappedViewHandle.IsClosed)
        {
            return;
        }
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }
}
