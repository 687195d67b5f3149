namespace Assay.Tokenizers.Normalizers;

/// <summary>Changes a text before it is split into words.</summary>
internal interface INormalizer
{
    /// <summary>The changed text.</summary>
    /// <param name="text">A stretch of text between added tokens.</param>
    /// <param name="atStart">Whether the whole text begins with it.</param>
    string Normalize(string text, bool atStart);
}

/// <summary>One after the other.</summary>
internal sealed class NormalizerSequence(IReadOnlyList<INormalizer> steps) : INormalizer
{
    public string Normalize(string text, bool atStart)
    {
        var before = text.Length;
        foreach (var step in steps)
        {
            text = step.Normalize(text, atStart);
            Growth.Check(before, text.Length);
        }
        return text;
    }
}
