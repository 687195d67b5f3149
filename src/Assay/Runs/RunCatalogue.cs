namespace Assay.Runs;

/// <summary>Finds run folders below an outputs folder.</summary>
public static class RunCatalogue
{
    /// <summary>The newest run with this fingerprint, or null.</summary>
    /// <param name="outputs">The folder that holds run folders.</param>
    /// <param name="fingerprint">What it must be a run of.</param>
    /// <param name="unfinishedOnly">Whether a run that has all its answers is passed over.</param>
    public static string? Newest(string outputs, string fingerprint, bool unfinishedOnly) =>
        Directory.Exists(outputs)
            ? Directory
                .EnumerateDirectories(outputs)
                .OrderDescending(StringComparer.Ordinal)
                .FirstOrDefault(folder =>
                    RunState.Read(folder) is { } state
                    && state.Fingerprint == fingerprint
                    && !(unfinishedOnly && state.Progress is RunProgress.Answered)
                )
            : null;

    /// <summary>A name for a new run: when it was started and what it is a run of; sorts by time.</summary>
    public static string NewFolder(string outputs, string fingerprint, DateTimeOffset now)
    {
        var name = $"{now.UtcDateTime:yyyyMMdd_HHmmss}_{fingerprint[..8]}";
        var path = Path.Combine(outputs, name);
        for (var again = 2; Directory.Exists(path); again++)
        {
            path = Path.Combine(outputs, $"{name}_{again}");
        }
        return path;
    }
}
