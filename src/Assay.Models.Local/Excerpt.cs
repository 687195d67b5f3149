namespace Assay.Models.Local;

/// <summary>Names out of foreign files, fit for a message.</summary>
internal static class Excerpt
{
    private const int Longest = 80;
    private const int LongestLine = 400;

    /// <summary>The text without control characters, cut after 80 characters.</summary>
    public static string Of(string text) => Of(text, Longest);

    /// <summary>A message of many lines as one, cut after 400 characters.</summary>
    public static string Line(string text) => Of(text.ReplaceLineEndings(" ").Trim(), LongestLine);

    private static string Of(string text, int longest)
    {
        var shown = text.Length > longest ? string.Concat(text.AsSpan(0, longest), "…") : text;
        return string.Create(
            shown.Length,
            shown,
            (characters, from) =>
            {
                for (var i = 0; i < from.Length; i++)
                {
                    characters[i] = char.IsControl(from[i]) ? ' ' : from[i];
                }
            }
        );
    }
}
