using System.Text;
using Spectre.Console;

namespace Assay.Cli.Printing;

/// <summary>How many columns of a terminal a text takes: Chinese characters and most emoji take two.</summary>
internal static class CellWidth
{
    // Help texts are ASCII, and must not load the console library just to be measured.
    public static int Of(string text) => Ascii.IsValid(text) ? text.Length : Measure(text);

    /// <summary>The text, filled up with blanks to <paramref name="width"/> columns.</summary>
    public static string Pad(string text, int width, bool right = false)
    {
        var blanks = new string(' ', Math.Max(0, width - Of(text)));
        return right ? blanks + text : text + blanks;
    }

    /// <summary>The text, or as much of its beginning as fits, ended by an ellipsis.</summary>
    public static string Cut(string text, int width)
    {
        if (Of(text) <= width)
        {
            return text;
        }
        var kept = new StringBuilder();
        var room = width - 1;
        foreach (var rune in text.EnumerateRunes())
        {
            room -= Of(rune.ToString());
            if (room < 0)
            {
                break;
            }
            kept.Append(rune);
        }
        return width < 1 ? "" : kept.Append('…').ToString();
    }

    private static int Measure(string text) => text.GetCellWidth();
}
