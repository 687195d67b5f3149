namespace Assay.Models.Local;

/// <summary>Names out of foreign files, fit for a message.</summary>
internal static class Excerpt
{
    private const int Longest = 80;

    /// <summary>The text without control characters, cut after 80 characters.</summary>
    public static string Of(string text)
    {
        var shown = text.Length > Longest ? string.Concat(text.AsSpan(0, Longest), "…") : text;
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
