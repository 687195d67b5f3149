namespace Assay.Datasets.Folders;

/// <summary>A folder known from a list of the paths below it: in an archive, at a hub.</summary>
internal sealed class ListedFolder : DataFolder
{
    private readonly Dictionary<string, ListedFolder> folders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> files = new(StringComparer.Ordinal);
    private readonly Func<string, Stream> open;

    private ListedFolder(string location, Func<string, Stream> open) => (Location, this.open) = (location, open);

    public override string Location { get; }

    public override IEnumerable<string> Folders => folders.Keys;

    public override IEnumerable<string> Files => files.Keys;

    /// <summary>Puts the folder together.</summary>
    /// <param name="location">What holds it, for messages.</param>
    /// <param name="paths">Paths of files with <c>/</c> between; safe ones.</param>
    /// <param name="open">Opens one of the paths.</param>
    public static ListedFolder Of(string location, IEnumerable<string> paths, Func<string, Stream> open)
    {
        var root = new ListedFolder(location, open);
        foreach (var path in paths)
        {
            var parts = path.Split('/');
            var folder = root;
            foreach (var part in parts[..^1])
            {
                if (!folder.folders.TryGetValue(part, out var sub))
                {
                    sub = new ListedFolder($"{folder.Location}/{part}", open);
                    folder.folders.Add(part, sub);
                }
                folder = sub;
            }
            folder.files[parts[^1]] = path;
        }
        return root;
    }

    public override bool HasFolder(string name) => folders.ContainsKey(name);

    public override bool HasFile(string name) => files.ContainsKey(name);

    public override DataFolder Sub(string name) => folders[name];

    public override Stream Open(string name) => open(files[name]);
}
