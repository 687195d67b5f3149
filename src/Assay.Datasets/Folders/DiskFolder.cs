namespace Assay.Datasets.Folders;

/// <summary>A folder of the disk.</summary>
internal sealed class DiskFolder(string path) : DataFolder
{
    private const int Buffer = 1 << 16;

    public override string Location => path;

    public override IEnumerable<string> Folders =>
        Directory.Exists(path) ? Directory.EnumerateDirectories(path).Select(found => Path.GetFileName(found)) : [];

    public override IEnumerable<string> Files =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path).Select(found => Path.GetFileName(found)) : [];

    public override bool HasFolder(string name) => Directory.Exists(Path.Combine(path, name));

    public override bool HasFile(string name) => File.Exists(Path.Combine(path, name));

    public override DataFolder Sub(string name) => new DiskFolder(Path.Combine(path, name));

    public override Stream Open(string name) => OpenFile(Path.Combine(path, name));

    /// <summary>Opens a file to be read from beginning to end.</summary>
    public static FileStream OpenFile(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read, Buffer, FileOptions.SequentialScan);
}
