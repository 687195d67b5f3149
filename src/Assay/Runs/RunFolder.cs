namespace Assay.Runs;

/// <summary>
/// The folder of one run. Predictions are the truth, appended and flushed line by line; reviews and reports are derived from
/// them. One process writes at a time (a lock file that the operating system releases when the process ends, however it ends).
/// </summary>
public sealed class RunFolder : IDisposable
{
    private readonly FileStream heldLock;

    private RunFolder(string path, FileStream heldLock)
    {
        Path = path;
        this.heldLock = heldLock;
    }

    /// <summary>Its path, as the user will type it.</summary>
    public string Path { get; }

    /// <summary>Where the plan stands.</summary>
    public string PlanFile => System.IO.Path.Combine(Path, "plan.yaml");

    /// <summary>What is happening, line by line.</summary>
    public string LogFile => System.IO.Path.Combine(Path, "logs", "assay.jsonl");

    /// <summary>Opens a run folder for writing, creating it where it is not there.</summary>
    /// <exception cref="InputException">Another process is writing it, or it cannot be written.</exception>
    public static RunFolder Open(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            var lockFile = System.IO.Path.Combine(path, ".lock");
            return new RunFolder(
                path,
                new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)
            );
        }
        catch (IOException e) when (Directory.Exists(path) && !DiskFull.Is(e))
        {
            throw new InputException(
                "another process is writing this run folder",
                path,
                "wait for it to end, or start apart from it with --new-run",
                e
            );
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException && !DiskFull.Is(e))
        {
            throw new InputException(
                $"the run folder cannot be written ({e.Message})",
                path,
                "choose another with --outputs",
                e
            );
        }
    }

    /// <summary>The prediction file of a subset.</summary>
    public string Predictions(string model, string dataset, string subset) =>
        File("predictions", model, dataset, subset);

    /// <summary>The review file of a subset.</summary>
    public string Reviews(string model, string dataset, string subset) => File("reviews", model, dataset, subset);

    /// <summary>Writes a whole file so that it is either the old one or the new one, never half of it.</summary>
    public static void WriteAtomically(string path, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        var temporary = path + ".tmp";
        System.IO.File.WriteAllBytes(temporary, content);
        System.IO.File.Move(temporary, path, overwrite: true);
    }

    /// <inheritdoc/>
    public void Dispose() => heldLock.Dispose();

    private string File(string kind, string model, string dataset, string subset) =>
        System.IO.Path.Combine(Path, kind, SafeFileName.Of(model), SafeFileName.Of($"{dataset}_{subset}") + ".jsonl");
}
