namespace Assay.Models.Local.Engine;

/// <summary>Which tokens a slot of the cache holds; a text with the same beginning need not compute it again.</summary>
internal sealed class SlotTokens
{
    private readonly List<int> tokens = [];
    private bool isLong;

    public int Count => tokens.Count;

    /// <summary>How many tokens at the beginning are the same.</summary>
    public int Common(ReadOnlySpan<int> text, bool textIsLong)
    {
        if (isLong != textIsLong)
        {
            return 0;
        }
        var held = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(tokens);
        return held.CommonPrefixLength(text);
    }

    public void Cut(int count) => tokens.RemoveRange(count, tokens.Count - count);

    public void Append(int token) => tokens.Add(token);

    /// <summary>The slot now holds a text.</summary>
    public void Set(ReadOnlySpan<int> text, bool textIsLong)
    {
        tokens.Clear();
        foreach (var token in text)
        {
            tokens.Add(token);
        }
        isLong = textIsLong;
    }
}
