using System.IO.Compression;
using Assay.Benchmarks;
using Assay.Datasets.Folders;
using Assay.Datasets.Formats;

namespace Assay.Datasets;

/// <summary>
/// Reads the rows of a data file: .jsonl, .json, .csv, .tsv or .txt, each also as .gz, UTF-8 with or without byte order
/// mark; or .parquet.
/// </summary>
public static class DataFile
{
    private const long LargestInMemory = 1 << 30;

    // Without it a packed file that was cut off reads as one that ends there.
    static DataFile() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    /// <summary>The rows in file order, read as they are asked for; the file is open while they are enumerated.</summary>
    /// <param name="path">The file.</param>
    /// <param name="layout">What its path does not tell: the columns, where the rows are.</param>
    /// <exception cref="InputException">The file's ending is of no known format. While enumerating: the file cannot be
    /// read or breaks the rules of its format; names file, line and column.</exception>
    public static IEnumerable<DataRow> Read(string path, DataLayout layout)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Read(OnDisk(path), layout);
    }

    /// <summary>The same for a file that may be in an archive.</summary>
    /// <exception cref="InputException">As above.</exception>
    public static IEnumerable<DataRow> Read(DataEntry file, DataLayout layout)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(layout);
        var path = file.Location;
        Func<Stream, IEnumerable<DataRow>> rows = (layout.Format ?? Format(path)) switch
        {
            ".jsonl" => stream => JsonLines.Read(stream, path, layout.ListsAs),
            ".json" => stream => JsonDocuments.Read(stream, path, layout.RowsAt),
            ".csv" => stream => CsvTable.Read(stream, path, layout.Separator ?? ',', layout.Columns),
            ".tsv" => stream => CsvTable.Read(stream, path, layout.Separator ?? '\t', layout.Columns),
            DataLayout.WholeText => stream => TextLines.ReadWhole(stream, path),
            ".txt" => stream => TextLines.Read(stream, path, layout.Columns),
            ".parquet" when !IsPacked(path) => stream => ParquetRows.Read(Seekable(stream, path), path),
            _ => throw new InputException(
                "the file's ending is of no known format",
                path,
                "known: .jsonl, .json, .csv, .tsv, .txt, each also with .gz, and .parquet"
            ),
        };
        return Rows(file, rows);
    }

    /// <summary>The whole text of a file that may be packed.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static string ReadText(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return ReadText(OnDisk(path));
    }

    /// <summary>The same for a file that may be in an archive.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static string ReadText(DataEntry file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Guard(
            file.Location,
            () =>
            {
                using var text = new StreamReader(Open(file));
                return text.ReadToEnd();
            }
        );
    }

    private static IEnumerable<DataRow> Rows(DataEntry file, Func<Stream, IEnumerable<DataRow>> rows)
    {
        var path = file.Location;
        using var stream = Guard(path, () => Open(file));
        using var row = rows(stream).GetEnumerator();
        while (Guard(path, row.MoveNext))
        {
            yield return row.Current;
        }
    }

    private static string Format(string path) =>
        Path.GetExtension(IsPacked(path) ? path[..^3] : path).ToLowerInvariant();

    private static bool IsPacked(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    private static DataEntry OnDisk(string path) => new(path, Path.GetFileName(path), () => DiskFolder.OpenFile(path));

    private static Stream Open(DataEntry file) =>
        IsPacked(file.Location) ? new GZipStream(file.Open(), CompressionMode.Decompress) : file.Open();

    // A Parquet file is read from its end; what is in an archive can only be read from its beginning.
    private static Stream Seekable(Stream stream, string path)
    {
        if (stream.CanSeek)
        {
            return stream;
        }
        if (stream.Length > LargestInMemory)
        {
            throw new InputException(
                $"a Parquet file of {stream.Length:N0} bytes cannot be read inside an archive",
                path,
                "unpack the archive and give the folder"
            );
        }
        var whole = new MemoryStream((int)stream.Length);
        stream.CopyTo(whole);
        whole.Position = 0;
        return whole;
    }

    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException e)
        {
            throw new InputException($"the file is damaged: {e.Message.TrimEnd('.')}", path, "fetch it again", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException("the file cannot be read", path, e.Message.TrimEnd('.'), e);
        }
    }
}
