using System.Collections.Immutable;

namespace Assay.Hubs.Clients;

/// <summary>Collects what a hub lists, and refuses what no repository has.</summary>
internal sealed class ListedFiles(HubRepository repository)
{
    /// <summary>No file has more bytes.</summary>
    public const long LargestFile = 1L << 42;

    private const int Most = 200_000;

    private readonly Dictionary<string, HubFile> files = new(StringComparer.Ordinal);

    /// <summary>How many there are so far.</summary>
    public int Count => files.Count;

    /// <summary>Adds one. What cannot be written on every system is left out: nobody asks for such names.</summary>
    /// <exception cref="InputException">Its name leads elsewhere, its size is none, or there are too many.</exception>
    public void Add(string? path, long? size, FileDigest? digest)
    {
        if (path is null || FileNames.Leaves(path))
        {
            throw Harmful($"lists a file whose name leads elsewhere: '{Shown(path ?? "")}'");
        }
        if (!FileNames.CanBeWritten(path))
        {
            return;
        }
        if (size is < 0 or > LargestFile)
        {
            throw Harmful($"lists {Shown(path)} with {size:N0} bytes");
        }
        files[path] = new HubFile(path, size, digest);
        if (files.Count > Most)
        {
            throw Harmful($"lists more than {Most:N0} files");
        }
    }

    /// <summary>All, sorted by path.</summary>
    public ImmutableArray<HubFile> Sorted() => [.. files.Values.OrderBy(file => file.Path, StringComparer.Ordinal)];

    private InputException Harmful(string what) =>
        new($"{repository} {what}", repository.Hub.ToString(), "nothing was downloaded: take another repository");

    private static string Shown(string path) =>
        string.Concat(path.Take(80).Select(character => char.IsControl(character) ? '?' : character));
}
