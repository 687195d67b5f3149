using Assay.Benchmarks;

namespace Assay.Models.Replay;

/// <summary>The recorded answers of one data set, by subset.</summary>
/// <param name="info">Its datasheet; null for a data set that is not known here.</param>
internal sealed class DatasetAnswers(BenchmarkInfo? info)
{
    private readonly Dictionary<string, SubsetAnswers> subsets = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The answers of a subset, or null.</summary>
    public SubsetAnswers? Of(string subset) =>
        subsets.TryGetValue(subset, out var named) ? named : subsets.GetValueOrDefault("");

    /// <summary>The answers of a subset, to add to.</summary>
    /// <param name="file">The file that is read.</param>
    /// <param name="subset">The subset's name; empty where the line names none.</param>
    /// <exception cref="FormatException">The subset has to be named, or another file has answers to it.</exception>
    public SubsetAnswers Add(RecordingFile file, string subset)
    {
        if (subset.Length == 0 && info is not null)
        {
            subset =
                info.Subsets.Length == 1
                    ? info.Subsets[0].Name
                    : throw new FormatException($"'subset' is missing, and {info.Name} has {info.Subsets.Length}");
        }
        if (!subsets.TryGetValue(subset, out var answers))
        {
            answers = new SubsetAnswers(file, new AnswerPlaces());
            subsets.Add(subset, answers);
        }
        return answers.File == file
            ? answers
            : throw new FormatException($"{answers.File.Path} has answers to this subset, too");
    }
}

/// <summary>The recorded answers of one subset, all in one file.</summary>
internal sealed record SubsetAnswers(RecordingFile File, AnswerPlaces Places);
