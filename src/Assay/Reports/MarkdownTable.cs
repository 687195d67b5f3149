using System.Globalization;
using System.Text;
using Assay.Statistics;

namespace Assay.Reports;

/// <summary>Writes Markdown line by line. Cells are plain text and escaped here.</summary>
internal sealed class MarkdownTable
{
    private readonly StringBuilder text = new();

    public void Heading(int level, string title) =>
        text.Append(text.Length == 0 ? "" : "\n")
            .Append('#', level)
            .Append(' ')
            .Append(MarkdownText.Escape(title))
            .Append("\n\n");

    public void Line(string line) => text.Append(MarkdownText.Escape(line)).Append('\n');

    public void Bullet(string line) => text.Append("- ").Append(MarkdownText.Escape(line)).Append('\n');

    /// <summary>Begins a table; columns from <paramref name="texts"/> on are numbers and stand to the right.</summary>
    public void Header(int texts, params IEnumerable<string> columns)
    {
        var names = columns.ToList();
        Row(names);
        text.Append('|');
        for (var i = 0; i < names.Count; i++)
        {
            text.Append(i < texts ? " --- |" : " ---: |");
        }
        text.Append('\n');
    }

    public void Row(params IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(MarkdownText.Escape)).Append(" |\n");

    public static string Score(Estimate? estimate) => estimate is null ? "-" : Score(estimate.Mean);

    /// <summary>Four decimals, zeros at the end dropped, as the early platform's tables have them.</summary>
    public static string Score(double score) =>
        (Math.Round(score, 4) + 0.0).ToString("0.####", CultureInfo.InvariantCulture);

    public static string Interval(Estimate? estimate) =>
        estimate is { Low: { } low, High: { } high }
            ? string.Create(CultureInfo.InvariantCulture, $"{low:0.0000} to {high:0.0000}")
            : "-";

    public static string Percent(double share) =>
        (share * 100 + 0.0).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    public override string ToString() => text.ToString();
}
