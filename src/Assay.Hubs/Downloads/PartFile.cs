using System.Security.Cryptography;

namespace Assay.Hubs.Downloads;

/// <summary>The beginning of a file that is downloaded, with its hash so far and the version that it belongs to.</summary>
internal sealed class PartFile : IDisposable
{
    private const int BufferSize = 1 << 17;

    private readonly string path;
    private readonly HubFile file;
    private readonly FileStream stream;
    private IncrementalHash? hash;

    private PartFile(string path, HubFile file, FileStream stream) =>
        (this.path, this.file, this.stream) = (path, file, stream);

    /// <summary>Bytes that are here.</summary>
    public long Length => stream.Position;

    /// <summary>The version that they belong to; null where that is not known.</summary>
    public string? ETag { get; private set; }

    /// <summary>Opens what an earlier attempt left, or begins.</summary>
    public static async Task<PartFile> OpenAsync(string path, HubFile file, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var opened = new FileStream(
            path,
            FileMode.OpenOrCreate,
            FileAccess.ReadWrite,
            FileShare.None,
            BufferSize,
            FileOptions.Asynchronous
        );
        var part = new PartFile(path, file, opened);
        try
        {
            await part.ContinueAsync(cancellationToken);
            return part;
        }
        catch
        {
            part.Dispose();
            throw;
        }
    }

    /// <summary>Forgets what is here.</summary>
    /// <param name="etag">The version that is begun; null where it is not known.</param>
    public void Begin(string? etag)
    {
        stream.SetLength(0);
        hash?.Dispose();
        hash = NewHash();
        ETag = etag;
        if (etag is null)
        {
            File.Delete(TagFile);
        }
        else
        {
            File.WriteAllText(TagFile, etag);
        }
    }

    /// <summary>Adds bytes.</summary>
    public async Task AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        // Written to the end even when the caller stops: half a write would be hashed as none.
        cancellationToken.ThrowIfCancellationRequested();
        await stream.WriteAsync(bytes, CancellationToken.None);
        hash?.AppendData(bytes.Span);
    }

    /// <summary>Whether the bytes are what the hub says they are; true where it says nothing. The hash is spent.</summary>
    public bool IsRight() => hash is null || file.Digest!.Fits(hash);

    /// <summary>Makes the whole file visible in one step.</summary>
    public void MoveTo(string target)
    {
        stream.Flush(flushToDisk: true);
        Dispose();
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(path, target, overwrite: true);
        File.Delete(TagFile);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        hash?.Dispose();
        stream.Dispose();
    }

    private string TagFile => path + ".etag";

    private async Task ContinueAsync(CancellationToken cancellationToken)
    {
        var length = stream.Length;
        var etag = File.Exists(TagFile) ? await File.ReadAllTextAsync(TagFile, cancellationToken) : null;
        // Without a digest to check the end by, only a version that the server knows again is gone on with.
        if (length == 0 || length > (file.Size ?? long.MaxValue) || (file.Digest is null && etag is null))
        {
            Begin(etag: null);
            return;
        }
        hash = NewHash();
        ETag = etag;
        var buffer = new byte[BufferSize];
        while (await stream.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            hash?.AppendData(buffer, 0, read);
        }
    }

    // git hashes the size first: where it is not known, the file cannot be checked that way.
    private IncrementalHash? NewHash() =>
        file.Digest is { } digest && (file.Size is not null || digest.Kind is DigestKind.Sha256)
            ? digest.Begin(file.Size ?? 0)
            : null;
}
