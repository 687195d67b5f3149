using System.Globalization;
using System.Text;

namespace Assay.Models;

/// <summary>Makes a server's words fit to show: one short line, nothing that steers a terminal, no key.</summary>
/// <param name="key">The key, which some servers repeat.</param>
public sealed class ForeignText(string? key)
{
    private const int Longest = 300;
    private const int TellingPrefix = 4;

    /// <summary>The words as they may be shown.</summary>
    public string Clean(string text)
    {
        var shown = new StringBuilder();
        foreach (var rune in WithoutKey(text).EnumerateRunes())
        {
            var blank = Rune.IsWhiteSpace(rune) || Rune.IsControl(rune);
            if (
                blank
                    ? shown.Length > 0 && shown[^1] != ' '
                    : Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format
            )
            {
                shown.Append(blank ? " " : rune.ToString());
            }
            if (shown.Length >= Longest)
            {
                return shown.Append('…').ToString();
            }
        }
        return shown.ToString().TrimEnd();
    }

    private string WithoutKey(string text)
    {
        if (key is null)
        {
            return text;
        }
        var hidden = text.Replace(key, "***", StringComparison.Ordinal);
        // "Incorrect API key provided: sk-ab****yz" still tells the ends of it.
        return key.Length < 2 * TellingPrefix
            ? hidden
            : string.Join(
                ' ',
                hidden
                    .Split(' ')
                    .Select(word => word.Contains(key[..TellingPrefix], StringComparison.Ordinal) ? "***" : word)
            );
    }
}
