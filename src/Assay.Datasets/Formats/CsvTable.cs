using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using Assay.Benchmarks;
using Sylvan.Data.Csv;

namespace Assay.Datasets.Formats;

/// <summary>
/// The rows of a CSV or TSV file by RFC 4180: cells in quotes may hold delimiters, quotes (doubled) and ends of lines, all of
/// which are kept. Empty lines are skipped. Every record has as many cells as there are columns.
/// </summary>
internal sealed class CsvTable : IDisposable
{
    private const int LargestRecord = 1 << 26;

    private readonly string file;
    private readonly StreamReader text;
    private readonly bool named;
    private CsvDataReader? csv;
    private string[]? columns;
    private FrozenDictionary<string, int> names = FrozenDictionary<string, int>.Empty;
    private int nextLine = 1;

    /// <param name="stream">The file's bytes.</param>
    /// <param name="file">The file's name for messages.</param>
    /// <param name="delimiter">What stands between cells.</param>
    /// <param name="columns">Names of the columns; empty when the first record names them.</param>
    private CsvTable(Stream stream, string file, char delimiter, ImmutableArray<string> columns)
    {
        this.file = file;
        text = new StreamReader(stream, new UTF8Encoding(true, true), false, 1 << 16, leaveOpen: true);
        Delimiter = delimiter;
        named = !columns.IsEmpty;
        if (named)
        {
            Name([.. columns], 1);
        }
    }

    private char Delimiter { get; }

    public static IEnumerable<DataRow> Read(Stream stream, string file, char delimiter, ImmutableArray<string> columns)
    {
        using var table = new CsvTable(stream, file, delimiter, columns);
        while (table.Next() is { } row)
        {
            yield return row;
        }
    }

    public void Dispose()
    {
        csv?.Dispose();
        text.Dispose();
    }

    private TableRow? Next()
    {
        while (TryRecord(out var cells, out var line))
        {
            if (columns is null)
            {
                Name(cells, line);
            }
            else if (cells.Length != columns.Length)
            {
                throw new InputException(
                    $"the record has {cells.Length} cells where the file has {columns.Length} columns",
                    $"{file}:{line}",
                    "correct the file; a cell that holds delimiters or quotes must be quoted"
                );
            }
            else if (!IsHeaderAfterAll(cells, line))
            {
                return new TableRow(names, cells, file, line);
            }
        }
        return null;
    }

    private bool TryRecord(out string[] cells, out int line)
    {
        try
        {
            csv ??= CsvDataReader.Create(
                text,
                new CsvDataReaderOptions
                {
                    HasHeaders = false,
                    Delimiter = Delimiter,
                    // No line of a data set is a comment.
                    Comment = '\0',
                    MaxBufferSize = LargestRecord,
                }
            );
            while (csv.Read())
            {
                line = nextLine;
                var raw = csv.GetRawRecordSpan();
                nextLine += LineEnds(raw);
                if (raw.IndexOfAnyExcept('\r', '\n') >= 0)
                {
                    cells = new string[csv.RowFieldCount];
                    for (var i = 0; i < cells.Length; i++)
                    {
                        cells[i] = csv.GetString(i);
                    }
                    return true;
                }
            }
            (cells, line) = ([], nextLine);
            return false;
        }
        catch (CsvInvalidCharacterException e)
        {
            var why = e.InvalidCharacter == '"' ? "a quoted cell is not closed" : "text follows a closing quote";
            throw Broken($"malformed CSV at column {e.FieldOrdinal + 1}, character {e.RecordOffset}: {why}", e);
        }
        catch (CsvRecordTooLargeException e)
        {
            throw Broken("malformed CSV: a record does not end; most likely a quoted cell is not closed", e);
        }
        catch (CsvFormatException e)
        {
            throw Broken($"malformed CSV at column {e.FieldOrdinal + 1}: {e.Message.TrimEnd('.')}", e);
        }
        catch (DecoderFallbackException e)
        {
            throw Malformed.NotUtf8(file, e);
        }
    }

    private void Name(string[] cells, int line)
    {
        var byName = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < cells.Length; i++)
        {
            if (!byName.TryAdd(cells[i], i))
            {
                throw new InputException(
                    $"two columns are named '{cells[i]}'",
                    $"{file}:{line}",
                    "name each column once in the header"
                );
            }
        }
        columns = cells;
        names = byName.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>A copy of a file that has no header may have got one.</summary>
    private bool IsHeaderAfterAll(string[] cells, int line) =>
        named && line == 1 && cells.SequenceEqual(columns!, StringComparer.OrdinalIgnoreCase);

    private static int LineEnds(ReadOnlySpan<char> record)
    {
        var count = record.Count('\n');
        for (var at = record.IndexOf('\r'); at >= 0; )
        {
            count += at + 1 < record.Length && record[at + 1] == '\n' ? 0 : 1;
            var next = record[(at + 1)..].IndexOf('\r');
            at = next < 0 ? -1 : at + 1 + next;
        }
        return count;
    }

    private InputException Broken(string what, Exception cause) =>
        new(what, $"{file}:{nextLine}", "correct the file or fetch it again", cause);
}
