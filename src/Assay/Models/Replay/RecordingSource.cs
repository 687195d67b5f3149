using System.Collections.Immutable;
using System.Text.Json;
using Assay.Runs;

namespace Assay.Models.Replay;

/// <summary>Where recorded answers are: one file, or the prediction files of one model of a run folder.</summary>
/// <param name="Name">Whose answers they are.</param>
/// <param name="Files">The files, in order.</param>
/// <param name="IsRun">Whether they are a run's log, in which damaged lines are passed over.</param>
internal sealed record RecordingSource(string Name, ImmutableArray<string> Files, bool IsRun)
{
    private const string Form = "give a JSONL file (may be packed as .gz) or a run folder";

    /// <summary>Finds what a path means: <c>FILE</c>, <c>RUN_FOLDER</c>, either with <c>#NAME</c> behind it.</summary>
    /// <exception cref="InputException">There is nothing, or several models to choose from.</exception>
    public static RecordingSource Find(string path)
    {
        if (Path.Exists(path))
        {
            return Find(path, null);
        }
        // A model's name may hold a mark, too: the first one behind something that exists counts.
        for (var mark = path.IndexOf('#'); mark >= 0; mark = path.IndexOf('#', mark + 1))
        {
            if (Path.Exists(path[..mark]) && mark + 1 < path.Length)
            {
                return Find(path[..mark], path[(mark + 1)..]);
            }
        }
        throw new InputException(
            path.Length == 0 ? "no recording is named" : "there is no such file or folder",
            path.Length == 0 ? "replay:" : path,
            Form
        );
    }

    private static RecordingSource Find(string path, string? name) =>
        Directory.Exists(path) ? InRun(path, name) : new(name ?? FileTitle(path), [path], IsRun: false);

    private static string FileTitle(string path)
    {
        var title = Path.GetFileName(path);
        foreach (var ending in (ReadOnlySpan<string>)[".gz", ".jsonl"])
        {
            title =
                title.Length > ending.Length && title.EndsWith(ending, StringComparison.OrdinalIgnoreCase)
                    ? title[..^ending.Length]
                    : title;
        }
        return title;
    }

    private static RecordingSource InRun(string run, string? name)
    {
        var predictions = Path.Combine(run, "predictions");
        var models = Directory.Exists(predictions)
            ? Directory.EnumerateDirectories(predictions).Order(StringComparer.Ordinal).ToList()
            : throw new InputException("this is no run folder: it has no predictions", run, Form);
        if (name is not null)
        {
            return
                models.FirstOrDefault(folder =>
                    Path.GetFileName(folder) is { } file && (file == name || file == SafeFileName.Of(name))
                )
                    is { } chosen
                ? InFolder(chosen)
                : throw new InputException(
                    $"the run has no model '{name}'",
                    run,
                    DidYouMean.Hint(name, models.Select(ModelName))
                );
        }
        return models.Count == 1
            ? InFolder(models[0])
            : throw new InputException(
                models.Count == 0 ? "the run has no predictions" : $"the run has {models.Count} models",
                run,
                models.Count == 0 ? null : $"name one as {run}#MODEL: {string.Join(", ", models.Select(ModelName))}"
            );
    }

    private static RecordingSource InFolder(string folder) =>
        new(
            ModelName(folder),
            [.. Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal)],
            IsRun: true
        );

    // The folder's name is not always the model's: what no file name can hold was replaced there.
    private static string ModelName(string folder)
    {
        var line = Directory
            .EnumerateFiles(folder, "*.jsonl")
            .SelectMany(file => File.ReadLines(file).Take(1))
            .FirstOrDefault();
        try
        {
            using var json = JsonDocument.Parse(line ?? "{}");
            return json.RootElement.GetProperty("model"u8).GetString() ?? Path.GetFileName(folder);
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return Path.GetFileName(folder);
        }
    }
}
