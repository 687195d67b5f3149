using Assay.Hubs;

namespace Assay.Cli.Progress;

/// <summary>How far the download of a repository is.</summary>
internal sealed class DownloadCounter(HubRepository repository, int files, long? bytes, TimeSpan start)
{
    private static readonly TimeSpan SpeedWindow = TimeSpan.FromSeconds(20);

    private readonly Speed speed = new(SpeedWindow);
    private int filesDone;
    private long bytesDone;

    /// <summary>What is downloaded.</summary>
    public string Title => repository.Id;

    /// <summary>What there is to download.</summary>
    public string Size =>
        bytes is { } all ? $"{Figures.Count(files, "file")}, {Figures.Bytes(all)}" : Figures.Count(files, "file");

    /// <summary>How much of it is here, from 0 to 1.</summary>
    public double Share =>
        bytes is > 0 and { } all ? Math.Clamp((double)bytesDone / all, 0, 1)
        : files > 0 ? (double)filesDone / files
        : 0;

    public void Add(long arrived) => bytesDone += arrived;

    public void AddFile() => filesDone++;

    /// <summary>3 of 4 files, 1.2 MB of 3.4 MB, 800 kB/s.</summary>
    public string Figure(TimeSpan now)
    {
        var size = bytes is { } all ? $"{Figures.Bytes(bytesDone)} of {Figures.Bytes(all)}" : Figures.Bytes(bytesDone);
        var rate = speed.PerSecond(now - start, Math.Max(0, bytesDone)) is { } perSecond
            ? $", {Figures.Bytes((long)perSecond)}/s"
            : "";
        return $"{Figures.Count(filesDone)} of {Figures.Count(files, "file")}, {size}{rate}";
    }
}
