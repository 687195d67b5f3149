using Assay.Sandbox.Bubblewrap;

namespace Assay.Sandbox;

/// <summary>Files that several programs read, in a folder of the host that is taken away at the end.</summary>
public sealed class SharedFiles : IDisposable
{
    private readonly Func<(int?, bool)> leave;

    private SharedFiles(string folder, Func<(int?, bool)> leave) => (Folder, this.leave) = (folder, leave);

    /// <summary>The folder, for <see cref="SandboxCommand.Shared"/>.</summary>
    public string Folder { get; }

    /// <summary>Writes the files.</summary>
    /// <exception cref="SandboxException">A path leads out of the folder, the disk refuses, or this is not Linux.</exception>
    public static SharedFiles Write(params IEnumerable<SandboxFile> files)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new SandboxException("programs that are compiled are run on Linux only");
        }
        var place = SandboxPlace.Make(files, group: null);
        return new(place.Files, place.Leave);
    }

    /// <inheritdoc/>
    public void Dispose() => leave();
}
