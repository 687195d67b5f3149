using System.Collections.Immutable;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Assay.Cli.Printing;

/// <summary>
/// A table that fits its console: columns that can be spared go first; where the rest is still too wide each row becomes a block
/// of lines, so that no cell is ever broken.
/// </summary>
internal static class FittedTable
{
    public static void Write<T>(IAnsiConsole console, IReadOnlyList<T> rows, params ImmutableArray<Column<T>> columns)
    {
        if (rows.Count == 0)
        {
            return;
        }
        foreach (var least in columns.Select(column => column.Spare).Append(int.MaxValue).Distinct().OrderDescending())
        {
            ImmutableArray<Column<T>> kept = [.. columns.Where(column => column.Spare == 0 || column.Spare < least)];
            var table = Draw(rows, kept);
            if (Width(table, console) <= console.Profile.Width)
            {
                console.Write(table);
                return;
            }
        }
        WriteBlocks(console, rows, columns);
    }

    private static Table Draw<T>(IReadOnlyList<T> rows, ImmutableArray<Column<T>> columns)
    {
        var table = new Table
        {
            Border = TableBorder.Simple,
            ShowRowSeparators = false,
            UseSafeBorder = false,
        };
        foreach (var column in columns)
        {
            table.AddColumn(
                new TableColumn(new Text(column.Title))
                {
                    Alignment = column.Right ? Justify.Right : Justify.Left,
                    NoWrap = true,
                    Padding = new Padding(0, 0, column == columns[^1] ? 0 : 1, 0),
                }
            );
        }
        foreach (var row in rows)
        {
            table.AddRow(columns.Select(column => new Text(PlainText.Line(column.Cell(row)))));
        }
        return table;
    }

    private static int Width(IRenderable table, IAnsiConsole console) =>
        table.Measure(RenderOptions.Create(console, console.Profile.Capabilities), short.MaxValue).Max;

    private static void WriteBlocks<T>(IAnsiConsole console, IReadOnlyList<T> rows, ImmutableArray<Column<T>> columns)
    {
        var indent = columns.Max(column => column.Title.Length) + 4;
        foreach (var row in rows)
        {
            console.WriteLine();
            console.Write(
                new Text(PlainText.Line(columns[0].Cell(row)) + "\n", new Style(decoration: Decoration.Bold))
            );
            foreach (var column in columns.Skip(1))
            {
                console.Write(new Text($"  {column.Title}".PadRight(indent) + PlainText.Line(column.Cell(row)) + "\n"));
            }
        }
    }
}
