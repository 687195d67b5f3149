using Assay.Scoring;
using Assay.Statistics;

namespace Assay.Reports;

/// <summary>
/// How far a score depends on the rules that find answers in texts: the same answers scored with all rules and with the strict ones
/// alone. Not thread-safe.
/// </summary>
internal sealed class ExtractionTally
{
    private readonly Dictionary<string, Column> columns = new(StringComparer.Ordinal);
    private bool extracts;

    /// <summary>Adds a score as all rules give it.</summary>
    public void Add(Score score)
    {
        if (score.Status is ScoreStatus.Failed or ScoreStatus.Unscored)
        {
            return;
        }
        extracts |= score.Rule is not null;
        foreach (var (metric, value) in score.Values)
        {
            if (!columns.TryGetValue(metric, out var column))
            {
                columns.Add(metric, column = new Column());
            }
            column.Add(value, score.Loose);
        }
    }

    /// <summary>What was found, or null where nothing was extracted.</summary>
    public ExtractionReport? ToReport(string metric) =>
        extracts && columns.TryGetValue(metric, out var column) ? column.ToReport() : null;

    private sealed class Column
    {
        private ExactSum lenient;
        private ExactSum strict;
        private int n;
        private int loose;
        private int differ;

        public void Add(double value, bool isLoose)
        {
            n++;
            lenient += ExactSum.Of(value);
            if (!isLoose)
            {
                strict += ExactSum.Of(value);
                return;
            }
            loose++;
            differ += value == 0 ? 0 : 1;
        }

        public ExtractionReport ToReport() => new(strict.Value / n, lenient.Value / n, loose, differ);
    }
}
