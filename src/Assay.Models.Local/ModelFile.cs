namespace Assay.Models.Local;

/// <summary>Reads files of a model folder; no file makes it read more than its caller allows.</summary>
internal static class ModelFile
{
    private const string FetchAgain = "fetch the model again";

    /// <summary>The size of a file in bytes, links followed.</summary>
    /// <exception cref="InputException">The file is missing, empty, a folder or not to be read.</exception>
    public static long Length(string path)
    {
        try
        {
            var target = File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path);
            if (target is DirectoryInfo || Directory.Exists(target.FullName))
            {
                throw new InputException("is a folder where a file is needed", path, FetchAgain);
            }
            if (!target.Exists)
            {
                throw new InputException("the file is missing", path, FetchAgain);
            }
            // Pipes and devices have no length either, and are never opened for that.
            var length = ((FileInfo)target).Length;
            return length > 0 ? length : throw new InputException("the file is empty", path, FetchAgain);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException("the file is missing", path, FetchAgain, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }

    /// <summary>All bytes of a file that has at most <paramref name="limit"/>.</summary>
    /// <exception cref="InputException">The file is larger, or cannot be read.</exception>
    public static byte[] Read(string path, int limit)
    {
        var length = Length(path);
        if (length > limit)
        {
            throw new InputException(
                $"the file has {length:N0} bytes; at most {limit:N0} make sense here",
                path,
                FetchAgain
            );
        }
        try
        {
            using var file = File.OpenHandle(path);
            var bytes = new byte[length];
            var read = 0;
            while (read < bytes.Length && RandomAccess.Read(file, bytes.AsSpan(read), read) is var count and > 0)
            {
                read += count;
            }
            return read == bytes.Length ? bytes : bytes[..read];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }

    /// <summary>What to throw for a file that the system does not let read.</summary>
    public static InputException Unreadable(string path, Exception cause) =>
        new($"cannot be read: {cause.Message}", path, "check that the file is whole and yours to read", cause);
}
