namespace Assay.Tokenizers;

/// <summary>Keeps a folder's replacements from making a text grow without end.</summary>
internal static class Growth
{
    /// <summary>How long a replacement may be, in UTF-16 units.</summary>
    public const int LongestReplacement = 128;

    private const long AlwaysAllowed = 1 << 20;
    private const long Factor = 32;

    /// <exception cref="InputException">The text has grown too much.</exception>
    public static void Check(long before, long after)
    {
        if (after > AlwaysAllowed + (Factor * before))
        {
            throw new InputException(
                $"the tokenizer makes a text of {before} characters grow to {after}",
                remedy: "the model folder is damaged or hostile; fetch it from its author"
            );
        }
    }
}
