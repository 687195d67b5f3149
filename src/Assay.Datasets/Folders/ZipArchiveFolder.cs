using System.IO.Compression;

namespace Assay.Datasets.Folders;

/// <summary>
/// A zip archive, read in place: nothing of it is written anywhere. Names that lead out of it, links, and sizes that no data set has
/// (zip bombs) are refused before anything is unpacked; while an entry is read it may not grow beyond what it declares.
/// </summary>
internal static class ZipArchiveFolder
{
    internal const int MostEntries = 100_000;
    internal const long MostBytes = 32L << 30;
    private const int LongestName = 1_024;

    // Text packs to a tenth; what packs to less than this is made to fill memories.
    private const int MostRatio = 250;
    private const long RatioFrom = 1 << 20;

    private const int LinkMode = 0xA000;
    private const int TypeMask = 0xF000;
    private const string Remedy =
        "take the archive from where it can be trusted, or make one with 'assay datasets pack'";

    /// <summary>The archive's root; where all of it lies in one folder <c>data</c>, that folder.</summary>
    /// <exception cref="InputException">It is no archive, or a harmful one.</exception>
    public static DataFolder Open(string path)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            using var archive = ZipFile.OpenRead(path);
            if (archive.Entries.Count > MostEntries)
            {
                throw Refused(path, $"holds {archive.Entries.Count:N0} entries; at most {MostEntries:N0} are read");
            }
            var total = 0L;
            foreach (var entry in archive.Entries)
            {
                Check(entry, path);
                total += entry.Length;
                if (total > MostBytes)
                {
                    throw Refused(path, $"unpacks to more than {MostBytes >> 30} GiB");
                }
                if (!entry.FullName.EndsWith('/') && !names.Add(entry.FullName))
                {
                    throw Refused(path, $"holds '{Shown(entry.FullName)}' twice");
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new InputException($"is no zip archive that can be read: {e.Message.TrimEnd('.')}", path, Remedy, e);
        }
        DataFolder root = ListedFolder.Of(path, names, name => OpenEntry(path, name));
        return !root.Files.Any() && root.Folders.ToList() is ["data"] ? root.Sub("data") : root;
    }

    private static void Check(ZipArchiveEntry entry, string path)
    {
        var name = entry.FullName;
        var parts = (name.EndsWith('/') ? name[..^1] : name).Split('/');
        if (
            name.Length is 0 or > LongestName
            || Array.Exists(parts, part => part is "" or "." or "..")
            || name.AsSpan().IndexOfAny("\\:\0") >= 0
        )
        {
            throw Refused(path, $"holds an entry whose name leads out of it: '{Shown(name)}'");
        }
        if (((entry.ExternalAttributes >> 16) & TypeMask) == LinkMode)
        {
            throw Refused(path, $"holds a link: '{Shown(name)}'");
        }
        if (entry.Length > RatioFrom && entry.Length / MostRatio > entry.CompressedLength)
        {
            throw Refused(
                path,
                $"'{Shown(name)}' would unpack {entry.CompressedLength:N0} bytes to {entry.Length:N0}, more than {MostRatio} to 1"
            );
        }
    }

    // An archive may be read from one place at a time, so every reader opens it anew.
    private static BoundedStream OpenEntry(string path, string name)
    {
        var archive = ZipFile.OpenRead(path);
        try
        {
            var entry =
                archive.GetEntry(name) ?? throw new InvalidDataException($"'{Shown(name)}' is gone from the archive");
            return new BoundedStream(entry.Open(), entry.Length, entry.Crc32, archive);
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    private static InputException Refused(string path, string what) => new(what, path, Remedy);

    private static string Shown(string name) =>
        new([.. name.Take(80).Select(character => char.IsControl(character) ? '?' : character)]);
}
