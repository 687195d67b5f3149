using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Assay.Benchmarks;

namespace Assay.Models.Replay;

/// <summary>Recorded answers, found by sample. Each file is read once from end to end; what stays in memory is where answers begin.</summary>
internal sealed class Recording : IDisposable
{
    private readonly List<RecordingFile> files = [];

    // By the name that the lines use: an alias leads to the same subsets as the benchmark's own name.
    private readonly Dictionary<string, DatasetAnswers> datasets = new(StringComparer.OrdinalIgnoreCase);

    private Recording() { }

    /// <summary>What the lines hold, taken together.</summary>
    public RecordedKinds Kinds { get; private set; }

    /// <summary>128-bit XxHash of the unpacked content (lower-case hex).</summary>
    public string ContentHash { get; private set; } = "";

    /// <summary>Reads where the answers are.</summary>
    /// <exception cref="InputException">A file cannot be read, or a line is no recorded answer; names file, line and
    /// column.</exception>
    public static Recording Load(RecordingSource source)
    {
        var recording = new Recording();
        try
        {
            var hash = new XxHash128();
            foreach (var path in source.Files)
            {
                recording.Scan(path, source.IsRun, hash);
            }
            recording.ContentHash = Convert.ToHexStringLower(hash.GetCurrentHash());
            return recording.Kinds is not RecordedKinds.None
                ? recording
                : throw new InputException(
                    "there are no answers",
                    source.IsRun
                        ? Path.GetDirectoryName(source.Files.FirstOrDefault()) ?? source.Name
                        : source.Files[0],
                    "name another recording"
                );
        }
        catch
        {
            recording.Dispose();
            throw;
        }
    }

    /// <summary>The answer to a sample, or null where none was recorded.</summary>
    public RecordedAnswer? Find(Sample sample, int repeat) =>
        datasets.TryGetValue(sample.Dataset, out var dataset)
        && dataset.Of(sample.Subset) is { } subset
        && subset.Places.Find(sample.Index, repeat) is >= 0 and var place
            ? subset.File.Read(place, RecordedAnswer.Parse)
            : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in files)
        {
            file.Dispose();
        }
    }

    private void Scan(string path, bool passDamaged, XxHash128 hash)
    {
        var file = RecordingFile.Open(path);
        files.Add(file);
        var lines = new RecordingLines(file.Handle, hash);
        var parser = new RecordedLineParser();
        while (lines.TryRead(out var line))
        {
            if (line.IndexOfAnyExcept(" \t\r"u8) < 0)
            {
                continue;
            }
            try
            {
                Note(
                    file,
                    lines.Start,
                    parser.Parse(Utf8.IsValid(line) ? line : throw new FormatException("not UTF-8"))
                );
            }
            catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
            {
                if (!passDamaged)
                {
                    throw Refusal(path, lines.Number, line, e);
                }
            }
        }
    }

    private void Note(RecordingFile file, long start, RecordedLine line)
    {
        if (!datasets.TryGetValue(line.Dataset, out var dataset))
        {
            dataset = AddDataset(line.Dataset);
        }
        dataset.Add(file, line.Subset).Places.Set(line.Index, line.Repeat, start);
        Kinds |= line.Kinds;
    }

    private DatasetAnswers AddDataset(string name)
    {
        var info = BenchmarkRegistry
            .All.Select(benchmark => benchmark.Info)
            .FirstOrDefault(info => info.Aliases.Prepend(info.Name).Contains(name, StringComparer.OrdinalIgnoreCase));
        if (!datasets.TryGetValue(info?.Name ?? name, out var dataset))
        {
            dataset = new DatasetAnswers(info);
            datasets.Add(info?.Name ?? name, dataset);
        }
        datasets.TryAdd(name, dataset);
        return dataset;
    }

    private static InputException Refusal(string path, int number, ReadOnlySpan<byte> line, Exception cause)
    {
        if (cause is JsonException malformed)
        {
            var bytes = (int)Math.Min(malformed.BytePositionInLine ?? 0, line.Length);
            var column = Encoding.UTF8.GetCharCount(line[..bytes]) + 1;
            return new("malformed JSON", $"{path}:{number}:{column}", "correct the line", cause);
        }
        return new(
            cause is FormatException ? cause.Message : "a name is no valid Unicode",
            $"{path}:{number}",
            """a line is {"dataset": …, "subset": …, "index": …} with "text", "likelihoods" or "error" """.TrimEnd(),
            cause
        );
    }
}
