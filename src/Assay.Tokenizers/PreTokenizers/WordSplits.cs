using System.Text;
using Assay.Tokenizers.Patterns;

namespace Assay.Tokenizers.PreTokenizers;

/// <summary>The splits that tokenizer.json names without a pattern.</summary>
internal static class WordSplits
{
    /// <summary>At white space, which is dropped.</summary>
    public static IPreTokenizer WhiteSpace() => Remove(Rune.IsWhiteSpace);

    /// <summary>Runs of word characters, and runs of others that are no white space.</summary>
    public static IReadOnlyList<IPreTokenizer> Words() =>
        [WhiteSpace(), new PatternSplit(new CharacterPattern(CharacterClasses.IsWord), SplitBehavior.Contiguous)];

    /// <summary>At a character, which is dropped.</summary>
    public static IPreTokenizer Delimiter(Rune delimiter) => Remove(rune => rune == delimiter);

    /// <summary>At numbers: each digit by itself, or runs of them.</summary>
    public static IPreTokenizer Digits(bool individual) =>
        new PatternSplit(
            new CharacterPattern(CharacterClasses.IsNumeric),
            individual ? SplitBehavior.Isolated : SplitBehavior.Contiguous
        );

    /// <summary>At punctuation.</summary>
    public static IPreTokenizer Punctuation(SplitBehavior behavior) =>
        new PatternSplit(new CharacterPattern(CharacterClasses.IsPunctuation), behavior);

    /// <summary>BERT's: white space is dropped, punctuation stands alone.</summary>
    public static IReadOnlyList<IPreTokenizer> Bert() => [WhiteSpace(), Punctuation(SplitBehavior.Isolated)];

    private static PatternSplit Remove(Func<Rune, bool> test) => new(new CharacterPattern(test), SplitBehavior.Removed);
}
