namespace Assay.Hubs.Downloads;

/// <summary>Finds a file that was downloaded for another commit and has not changed since.</summary>
internal static class KnownFile
{
    private const int BufferSize = 1 << 17;

    /// <summary>Copies the first candidate that has the file's digest.</summary>
    /// <param name="candidates">Files at the same path in other commits.</param>
    /// <param name="file">What is wanted.</param>
    /// <param name="copy">Where the copy is made before it is whole.</param>
    /// <param name="target">Where it goes.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Whether one had it.</returns>
    public static async Task<bool> CopyAsync(
        IEnumerable<string> candidates,
        HubFile file,
        string copy,
        string target,
        CancellationToken cancellationToken
    )
    {
        if (file is not { Digest: { } digest, Size: { } size })
        {
            return false;
        }
        foreach (var candidate in candidates.Where(candidate => new FileInfo(candidate).Length == size))
        {
            if (await FitsAsync(candidate, digest, size, cancellationToken))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(candidate, copy, overwrite: true);
                File.Move(copy, target, overwrite: true);
                return true;
            }
        }
        return false;
    }

    private static async Task<bool> FitsAsync(
        string path,
        FileDigest digest,
        long size,
        CancellationToken cancellationToken
    )
    {
        using var hash = digest.Begin(size);
        await using var stream = File.OpenRead(path);
        var buffer = new byte[BufferSize];
        while (await stream.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            hash.AppendData(buffer, 0, read);
        }
        return digest.Fits(hash);
    }
}
