using System.Globalization;
using Assay.Benchmarks;
using Assay.Datasets;
using Assay.Reports;

namespace Assay;

/// <summary>
/// Published scores to compare with (<c>--targets FILE</c>): a table (.csv, .jsonl, .json) with the columns <c>model</c>, <c>dataset</c>,
/// <c>score</c> (a fraction, or a number with <c>%</c>) and, if wanted, <c>note</c>.
/// </summary>
internal static class TargetFile
{
    /// <summary>Reads the table.</summary>
    /// <exception cref="InputException">It cannot be read, or a score is no fraction.</exception>
    public static IReadOnlyDictionary<TargetKey, Target> Read(string path)
    {
        var targets = new Dictionary<TargetKey, Target>();
        foreach (var row in DataFile.Read(path, new DataLayout(path)))
        {
            var key = new TargetKey(row.Text("model"), BenchmarkRegistry.Find(row.Text("dataset")).Info.Name);
            if (!targets.TryAdd(key, new Target(Score(row), row.TextOrNull("note"))))
            {
                throw new InputException(
                    $"a second target for {key.Model} on {key.Dataset}",
                    row.Location,
                    "leave one of them out"
                );
            }
        }
        return targets;
    }

    private static double Score(DataRow row)
    {
        var text = row.Text("score").Trim();
        var percent = text.EndsWith('%');
        var read = double.TryParse(
            percent ? text[..^1] : text,
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var score
        );
        score = percent ? score / 100 : score;
        return read && score is >= 0 and <= 1
            ? score
            : throw new InputException(
                $"the score '{text}' is no fraction between 0 and 1",
                row.Location,
                "write 0.567 or 56.7%"
            );
    }
}
