using System.Globalization;
using System.Text;

namespace Assay.Reports;

/// <summary>
/// Writes CSV (RFC 4180, with LF). A text that a spreadsheet would take for a formula gets an apostrophe in front
/// (OWASP, "CSV Injection"), because names of models come from outside.
/// </summary>
internal sealed class CsvTable
{
    private readonly StringBuilder text = new();

    public CsvTable(string header) => text.Append(header).Append('\n');

    public void Row(params IEnumerable<string> cells) => text.AppendJoin(',', cells).Append('\n');

    public static string Text(string? value)
    {
        var cell = value ?? "";
        if (cell is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..])
        {
            cell = $"'{cell}";
        }
        return cell.AsSpan().ContainsAny("\",\r\n") ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;
    }

    /// <summary>All digits that it takes to read the same number back; empty for null.</summary>
    public static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    public override string ToString() => text.ToString();
}
