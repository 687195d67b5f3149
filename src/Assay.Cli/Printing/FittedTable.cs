using System.Collections.Immutable;
using Spectre.Console;

namespace Assay.Cli.Printing;

/// <summary>
/// A table that fits its console: columns that can be spared go first; where the rest is still too wide each row becomes a block
/// of lines, so that no cell is ever cut.
/// </summary>
internal static class FittedTable
{
    private const int Gap = 2;

    private static readonly Style Bold = new(decoration: Decoration.Bold);

    public static void Write<T>(IAnsiConsole console, IReadOnlyList<T> rows, params ImmutableArray<Column<T>> columns)
    {
        if (rows.Count == 0)
        {
            return;
        }
        List<Filled> filled = [.. columns.Select(column => Fill(column, rows))];
        foreach (var least in filled.Select(column => column.Spare).Append(int.MaxValue).Distinct().OrderDescending())
        {
            var kept = filled.FindAll(column => column.Spare == 0 || column.Spare < least);
            var width = kept.Sum(column => column.Width + Gap) - Gap;
            if (width <= console.Profile.Width)
            {
                WriteTable(console, kept, rows.Count, width);
                return;
            }
        }
        WriteBlocks(console, filled, rows.Count);
    }

    private static Filled Fill<T>(Column<T> column, IReadOnlyList<T> rows)
    {
        string[] cells = [.. rows.Select(row => PlainText.Line(column.Cell(row)))];
        return new(column.Title, cells, cells.Append(column.Title).Max(CellWidth.Of), column.Right, column.Spare);
    }

    private static void WriteTable(IAnsiConsole console, List<Filled> columns, int rows, int width)
    {
        console.Line(Row(column => column.Title), Bold);
        console.Line(new string('─', width), new Style(Color.Grey));
        for (var i = 0; i < rows; i++)
        {
            console.Line(Row(column => column.Cells[i]));
        }

        string Row(Func<Filled, string> cell) =>
            string.Join(
                    new string(' ', Gap),
                    columns.Select(column => CellWidth.Pad(cell(column), column.Width, column.Right))
                )
                .TrimEnd();
    }

    private static void WriteBlocks(IAnsiConsole console, List<Filled> columns, int rows)
    {
        var indent = columns.Max(column => CellWidth.Of(column.Title)) + (2 * Gap);
        for (var i = 0; i < rows; i++)
        {
            if (i > 0)
            {
                console.WriteLine();
            }
            console.Line(columns[0].Cells[i].Trim(), Bold);
            foreach (var column in columns.Skip(1))
            {
                console.Entry(column.Title, column.Cells[i], Gap, indent);
            }
        }
    }

    private sealed record Filled(string Title, string[] Cells, int Width, bool Right, int Spare);
}
