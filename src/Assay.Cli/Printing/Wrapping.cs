using System.Text;

namespace Assay.Cli.Printing;

/// <summary>Breaks prose at blanks. A word wider than a line stays whole: it is a path or a name that someone will copy.</summary>
internal static class Wrapping
{
    private const int LeastText = 24;
    private const int Hanging = 4;

    public static List<string> Wrap(string text, int width)
    {
        List<string> lines = [];
        var line = new StringBuilder();
        var taken = 0;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var more = CellWidth.Of(word);
            if (taken > 0 && taken + 1 + more > width)
            {
                lines.Add(line.ToString());
                line.Clear();
                taken = 0;
            }
            if (taken > 0)
            {
                line.Append(' ');
                taken++;
            }
            line.Append(word);
            taken += more;
        }
        lines.Add(line.ToString());
        return lines;
    }

    /// <summary>A term with its text beside it; below it where the term is too long, or the console too narrow.</summary>
    /// <param name="term">The term.</param>
    /// <param name="text">Its text.</param>
    /// <param name="indent">Where the term begins.</param>
    /// <param name="column">Where the text begins.</param>
    /// <param name="width">The console's.</param>
    public static List<string> Entry(string term, string text, int indent, int column, int width)
    {
        if (width - column < Math.Min(LeastText, CellWidth.Of(text)))
        {
            column = indent + Hanging;
        }
        var lines = Wrap(text, Math.Max(1, width - column));
        for (var i = 0; i < lines.Count; i++)
        {
            lines[i] = new string(' ', column) + lines[i];
        }
        var name = new string(' ', indent) + term;
        if (CellWidth.Of(name) + 2 <= column)
        {
            lines[0] = CellWidth.Pad(name, column) + lines[0][column..];
        }
        else
        {
            lines.Insert(0, name);
        }
        return lines;
    }
}
