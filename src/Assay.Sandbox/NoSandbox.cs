using System.Diagnostics;
using Assay.Sandbox.Processes;

namespace Assay.Sandbox;

/// <summary>
/// No sandbox at all: a program runs with all the rights of its user, in a folder of its own that is deleted afterwards. Only its time
/// and its output are bounded. For programs that one trusts.
/// </summary>
public sealed class NoSandbox : ISandbox
{
    /// <inheritdoc/>
    public string Name => "none";

    /// <inheritdoc/>
    public string Description => "programs run with all your rights";

    /// <inheritdoc/>
    public async ValueTask<RunningProgram> StartAsync(
        SandboxCommand command,
        SandboxLimits limits,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(limits);
        cancellationToken.ThrowIfCancellationRequested();
        var folder = Directory.CreateTempSubdirectory("assay-program-").FullName;
        foreach (var file in command.Files)
        {
            var path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, file.Content, cancellationToken).ConfigureAwait(false);
            if (file.IsProgram && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute);
            }
        }
        var start = new ProcessStartInfo(command.Arguments[0], command.Arguments.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = ProgramPaths.Path;
        start.Environment["HOME"] = folder;
        start.Environment["LANG"] = "C.UTF-8";
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }
        var process = await ProcessStarter.StartAsync(start).ConfigureAwait(false);
        return new RunningProgram(process, limits, new Place(folder, process));
    }

    private sealed class Place(string folder, Process process) : IRunningPlace
    {
        public (int? ExitCode, bool OutOfMemory) Leave()
        {
            Directory.Delete(folder, recursive: true);
            return (process.ExitCode, false);
        }
    }
}
