using System.Globalization;
using System.Runtime.Versioning;
using System.Text.Json;
using Assay.Sandbox.Processes;

namespace Assay.Sandbox.Bubblewrap;

/// <summary>One program's folder on the host: its files, the filter of system calls, and bubblewrap's word on how it ended.</summary>
[SupportedOSPlatform("linux")]
internal sealed class SandboxPlace : IRunningPlace
{
    private const string Prefix = "assay-sandbox-";
    private static int count;
    private readonly string folder;
    private readonly ControlGroup? group;

    private SandboxPlace(string folder, ControlGroup? group) => (this.folder, this.group) = (folder, group);

    public string StatusFile => Path.Combine(folder, "status");

    public string Files => Path.Combine(folder, "files");

    /// <summary>Makes the folder with a program's files.</summary>
    /// <exception cref="SandboxException">A file's path leads out of the work folder, or the disk refuses.</exception>
    public static SandboxPlace Make(IEnumerable<SandboxFile> files, ControlGroup? group)
    {
        var path = Path.Combine(
            Path.GetTempPath(),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Prefix}{Environment.ProcessId}-{Interlocked.Increment(ref count)}-{Guid.NewGuid():N}"
            )
        );
        var place = new SandboxPlace(path, group);
        try
        {
            // Others may pass through but not look around: the program runs as another user where it can.
            const UnixFileMode Passage = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            Directory.CreateDirectory(path, Passage | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            File.SetUnixFileMode(path, Passage | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            foreach (var file in files)
            {
                var target = place.HostPath(file);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.WriteAllBytes(target, file.Content.Span);
                const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
                const UnixFileMode Runnable =
                    UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
                File.SetUnixFileMode(
                    target,
                    Readable | UnixFileMode.UserWrite | (file.IsProgram ? Runnable : UnixFileMode.None)
                );
            }
            return place;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            place.Leave();
            throw new SandboxException($"cannot write a program's files: {e.Message}", inner: e);
        }
    }

    /// <summary>Where a file of the work folder lies on the host.</summary>
    public string HostPath(SandboxFile file)
    {
        var path = Path.GetFullPath(Path.Combine(Files, file.Path));
        return path.StartsWith(Files + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new SandboxException($"the path '{file.Path}' leads out of the work folder");
    }

    public (int? ExitCode, bool OutOfMemory) Leave()
    {
        var exit = ExitCode();
        var outOfMemory = group?.GiveBack() ?? false;
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // It was never made.
        }
        return (exit, outOfMemory);
    }

    /// <summary>Writes a file that all programs of this process share; it goes when the process ends.</summary>
    public static string WriteShared(string name, byte[] content)
    {
        var place = Make([new SandboxFile(name, content)], group: null);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => place.Leave();
        return Path.Combine(place.folder, "files", name);
    }

    /// <summary>Takes away what processes of this program left that were killed.</summary>
    public static void SweepUp()
    {
        foreach (var left in Directory.GetDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            if (Owners.IsGone(Path.GetFileName(left)[Prefix.Length..]))
            {
                try
                {
                    Directory.Delete(left, recursive: true);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    // Another user's.
                }
            }
        }
    }

    /// <summary>bubblewrap writes the exit code only of a program that it could start.</summary>
    private int? ExitCode()
    {
        if (!File.Exists(StatusFile))
        {
            return null;
        }
        foreach (var line in File.ReadLines(StatusFile))
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.TryGetProperty("exit-code", out var code))
            {
                return code.GetInt32();
            }
        }
        return null;
    }
}
