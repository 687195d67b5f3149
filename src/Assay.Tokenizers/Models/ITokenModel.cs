namespace Assay.Tokenizers.Models;

/// <summary>Splits one word into tokens of the vocabulary. May be called from several threads at once.</summary>
internal interface ITokenModel
{
    /// <summary>Appends the ids of a word.</summary>
    void Tokenize(ReadOnlySpan<char> word, List<int> ids);

    /// <summary>
    /// The length of the first part of a long word, where it may be cut so that the parts' tokens are the word's; the whole
    /// length where it may not.
    /// </summary>
    int FirstPart(ReadOnlySpan<char> word) => word.Length;
}
