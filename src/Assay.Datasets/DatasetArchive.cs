using System.Collections.Immutable;
using System.IO.Compression;
using Assay.Benchmarks;

namespace Assay.Datasets;

/// <summary>Packs data sets into a zip archive, each in the folder of its name: what <c>--dataset-dir</c> takes.</summary>
public static class DatasetArchive
{
    // The first moment that a zip archive can tell: the same files give the same bytes.
    private static readonly DateTimeOffset Moment = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes an archive.</summary>
    /// <param name="benchmarks">The data sets.</param>
    /// <param name="data">Where they are.</param>
    /// <param name="path">The archive; an older one is replaced.</param>
    /// <param name="cancellationToken">Stops; nothing is left then.</param>
    /// <returns>How many files it has.</returns>
    /// <exception cref="InputException">A data set is not on this machine, or the archive cannot be written.</exception>
    public static async Task<int> WriteAsync(
        ImmutableArray<BenchmarkInfo> benchmarks,
        LayeredDataSource data,
        string path,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(path);
        var files = new SortedDictionary<string, DataEntry>(StringComparer.Ordinal);
        foreach (var benchmark in benchmarks)
        {
            foreach (var file in FilesOf(benchmark, data))
            {
                files[$"{benchmark.Folders[0]}/{file.Name}"] = file;
            }
        }
        var begun = path + ".new";
        try
        {
            await WriteAsync(files, begun, cancellationToken);
            File.Move(begun, path, overwrite: true);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            throw new InputException("the archive cannot be written", path, "name a file in a folder of yours", e);
        }
        finally
        {
            File.Delete(begun);
        }
        return files.Count;
    }

    private static IEnumerable<DataEntry> FilesOf(BenchmarkInfo benchmark, LayeredDataSource data)
    {
        foreach (var subset in benchmark.Subsets)
        {
            var asked = new DataAddress(benchmark, subset.Name, benchmark.EvaluationSplit);
            var rows = data.Find(asked) is { Count: > 0 } found ? found : throw data.NotFound(asked);
            var examples = benchmark.FewShotSplit is { } split ? data.Find(asked with { Split = split }) : [];
            foreach (var file in rows.Concat(examples))
            {
                yield return file;
            }
            if (benchmark.PromptFile is { } prompt && data.FindText(asked, prompt) is { } text)
            {
                yield return text;
            }
        }
    }

    private static async Task WriteAsync(
        SortedDictionary<string, DataEntry> files,
        string path,
        CancellationToken cancellationToken
    )
    {
        await using var archive = await ZipFile.OpenAsync(path, ZipArchiveMode.Create, cancellationToken);
        foreach (var (name, file) in files)
        {
            var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
            entry.LastWriteTime = Moment;
            await using var target = await entry.OpenAsync(cancellationToken);
            await using var source = file.Open();
            await source.CopyToAsync(target, cancellationToken);
        }
    }
}
