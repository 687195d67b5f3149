namespace Assay.Scoring.Extraction;

/// <summary>Full-width forms (Ａ, １, ：), which Chinese input methods write for ASCII.</summary>
public static class FullWidth
{
    private const char First = '\uFF01';
    private const char Last = '\uFF5E';
    private const int Offset = First - '!';

    /// <summary>The text with full-width ASCII forms made plain; each character keeps its place.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().ContainsAnyInRange(First, Last)
            ? string.Create(
                text.Length,
                text,
                static (folded, text) =>
                {
                    for (var i = 0; i < folded.Length; i++)
                    {
                        folded[i] = text[i] is >= First and <= Last ? (char)(text[i] - Offset) : text[i];
                    }
                }
            )
            : text;
    }
}
