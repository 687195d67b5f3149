namespace Assay.Hubs.Downloads;

/// <summary>A lock that processes share: an open file. It ends with the process, however that ends, and the file stays.</summary>
internal static class FileLock
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for the lock.</summary>
    /// <param name="path">The file.</param>
    /// <param name="waits">Called once, when another holds it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static async Task<IDisposable> TakeAsync(
        string path,
        Action waits,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var told = false;
        while (true)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (IsHeld(e))
            {
                // Held by another.
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new InputException(
                    "the cache cannot be written",
                    path,
                    "name another folder with --work-dir or ASSAY_HOME",
                    e
                );
            }
            if (!told)
            {
                told = true;
                waits();
            }
            await Task.Delay(BetweenLooks, time, cancellationToken);
        }
    }

    // EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows: any other failure would be waited for without end.
    private static bool IsHeld(IOException failure) => failure.HResult is 11 or 35 or unchecked((int)0x80070020);
}
