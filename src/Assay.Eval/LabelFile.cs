using System.Collections.Immutable;
using System.Globalization;
using Assay.Benchmarks;
using Assay.Datasets;
using Assay.Judging;

namespace Assay;

/// <summary>
/// People's verdicts (<c>--judge-labels FILE</c>): a table (.csv, .jsonl, .json) with the columns <c>dataset</c>, <c>subset</c>,
/// <c>index</c> and <c>verdict</c> (<c>correct</c>, <c>incorrect</c>, or a score).
/// </summary>
internal static class LabelFile
{
    /// <summary>Reads the table; no file, no labels.</summary>
    /// <exception cref="InputException">It cannot be read, or a verdict is none.</exception>
    public static PeopleLabels Read(string? path, JudgeScale scale)
    {
        if (path is null)
        {
            return PeopleLabels.None;
        }
        var labels = ImmutableDictionary.CreateBuilder<(string Dataset, string Subset, int Index), double>();
        foreach (var row in DataFile.Read(path, new DataLayout(path)))
        {
            var key = (BenchmarkRegistry.Find(row.Text("dataset")).Info.Name, row.Text("subset"), row.Whole("index"));
            if (!labels.TryAdd(key, Verdict(row, scale)))
            {
                throw new InputException($"a second verdict on {key}", row.Location, "leave one of them out");
            }
        }
        return new PeopleLabels(labels.ToImmutable());
    }

    private static double Verdict(DataRow row, JudgeScale scale)
    {
        var text = row.Text("verdict").Trim();
        if (scale == JudgeScale.Binary)
        {
            return text.ToLowerInvariant() switch
            {
                "correct" or "1" or "true" => 1,
                "incorrect" or "0" or "false" => 0,
                _ => throw new InputException(
                    $"the verdict '{text}' is none",
                    row.Location,
                    "write correct or incorrect"
                ),
            };
        }
        return
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var score)
            && score is >= VerdictReader.Lowest and <= VerdictReader.Highest
            ? score
            : throw new InputException($"the verdict '{text}' is none", row.Location, "write a score from 1 to 10");
    }
}
