namespace Assay.Datasets.Folders;

/// <summary>A folder with data: of the disk, of a zip archive, of a hub's listing.</summary>
internal abstract class DataFolder
{
    /// <summary>Where it is, for messages.</summary>
    public abstract string Location { get; }

    /// <summary>The names of the folders in it.</summary>
    public abstract IEnumerable<string> Folders { get; }

    /// <summary>The names of the files in it.</summary>
    public abstract IEnumerable<string> Files { get; }

    /// <summary>Whether a folder of exactly this name is in it.</summary>
    public abstract bool HasFolder(string name);

    /// <summary>Whether a file of exactly this name is in it.</summary>
    public abstract bool HasFile(string name);

    /// <summary>A folder that is in it.</summary>
    public abstract DataFolder Sub(string name);

    /// <summary>Opens a file that is in it.</summary>
    public abstract Stream Open(string name);

    /// <summary>The folder, or the archive, at a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="flag">Who gave it, for the message.</param>
    /// <param name="remedy">What to do where there is none.</param>
    /// <exception cref="InputException">There is none, it cannot be read, or it is a harmful archive.</exception>
    public static DataFolder At(
        string path,
        string flag,
        string remedy = "give a folder, or a .zip file, that holds the data sets"
    )
    {
        if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) && File.Exists(path))
        {
            return ZipArchiveFolder.Open(path);
        }
        try
        {
            // Asking whether a folder exists says no for one that may not be read; listing it says why.
            _ = Directory.EnumerateFileSystemEntries(path).Any();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var what =
                File.Exists(path) ? $"'{path}' is a file, not a folder"
                : e is DirectoryNotFoundException ? $"the folder '{path}' does not exist"
                : $"the folder '{path}' cannot be read";
            throw new InputException(what, flag, remedy, e);
        }
        return new DiskFolder(path);
    }
}
