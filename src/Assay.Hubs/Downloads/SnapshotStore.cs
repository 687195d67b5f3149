using System.Security.Cryptography;
using System.Text;
using Assay.Repositories;

namespace Assay.Hubs.Downloads;

/// <summary>
/// The files of one repository in Assay's cache: <c>snapshots/COMMIT/PATH</c> holds whole, checked files only, moved there in one step
/// from <c>parts/</c>; <c>refs/REVISION</c> names a commit once all that was asked of it is there. <c>lock</c> is held by the
/// process that downloads.
/// </summary>
internal sealed class SnapshotStore
{
    private readonly HubRepository repository;
    private readonly string root;

    public SnapshotStore(string home, HubRepository repository)
    {
        this.repository = repository;
        root = Path.Combine(
            RepositoryCaches.DownloadRoot(home, repository.Hub),
            RepositoryCaches.FolderName(repository.Kind, repository.Id)
        );
    }

    /// <summary>The file whose lock says who downloads.</summary>
    public string LockFile => Path.Combine(root, "lock");

    /// <summary>The folder of a commit.</summary>
    public string Folder(string commit) => Path.Combine(root, "snapshots", commit);

    /// <summary>A file of a commit.</summary>
    public string FileOf(string commit, HubFile file) => Below(Folder(commit), file.Path);

    /// <summary>Whether a file is here, whole.</summary>
    public bool Has(string commit, HubFile file) => File.Exists(FileOf(commit, file));

    /// <summary>Where the beginning of a file is kept: by its digest where there is one, so that it is of use for every commit.</summary>
    public string PartOf(string commit, HubFile file)
    {
        var content = Encoding.UTF8.GetBytes($"{file.Path}\n{file.Size}\n{file.Digest?.Hex ?? commit}");
        return Path.Combine(root, "parts", Convert.ToHexStringLower(SHA256.HashData(content)) + ".part");
    }

    /// <summary>Files at the same path in other commits, which may be the same.</summary>
    public IEnumerable<string> Elsewhere(HubFile file)
    {
        var snapshots = Path.Combine(root, "snapshots");
        return Directory.Exists(snapshots)
            ? Directory.EnumerateDirectories(snapshots).Select(folder => Below(folder, file.Path)).Where(File.Exists)
            : [];
    }

    /// <summary>Makes a commit the one that a revision means.</summary>
    public void Refer(string revision, string commit)
    {
        var reference = Below(Path.Combine(root, "refs"), revision);
        Directory.CreateDirectory(Path.GetDirectoryName(reference)!);
        var written = $"{reference}.new";
        File.WriteAllText(written, commit);
        File.Move(written, reference, overwrite: true);
    }

    /// <summary>Removes what is left of downloads that were given up; only for who holds the lock.</summary>
    public void DropParts()
    {
        var parts = Path.Combine(root, "parts");
        if (Directory.Exists(parts))
        {
            Directory.Delete(parts, recursive: true);
        }
    }

    // The names were checked when they were listed; a mistake there must not become a file elsewhere.
    private string Below(string folder, string path)
    {
        var full = Path.GetFullPath(Path.Combine(folder, path));
        return full.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? full
            : throw new InputException($"{repository} lists a file whose name leads elsewhere", path);
    }
}
