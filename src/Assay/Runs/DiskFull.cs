namespace Assay.Runs;

/// <summary>Tells a full disk from other input/output errors.</summary>
public static class DiskFull
{
    private const int NoSpaceLeft = 28; // ENOSPC
    private const int QuotaExceeded = 122; // EDQUOT
    private const int WindowsDiskFull = 0x70; // ERROR_DISK_FULL

    /// <summary>Whether the exception says that the disk (or the user's share of it) is full.</summary>
    public static bool Is(Exception exception)
    {
        var code = exception is IOException ? exception.HResult & 0xFFFF : 0;
        return OperatingSystem.IsWindows() ? code == WindowsDiskFull : code is NoSpaceLeft or QuotaExceeded;
    }
}
