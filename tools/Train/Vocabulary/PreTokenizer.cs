using System.Text.RegularExpressions;

namespace Assay.Train.Vocabulary;

/// <summary>
/// Splits text into what byte pairs are merged within. Words keep the blank before them. Digits and single capitals stand alone, without
/// a blank: so the letter of a choice is the same token after a bracket, a blank and a line's end.
/// </summary>
public static partial class PreTokenizer
{
    /// <summary>The pattern, as tokenizer.json has it too.</summary>
    public const string Pattern = @" ?\p{Lu}?\p{Ll}+| ?\p{Lu}{2,}|\p{L}|\p{N}| ?[^\s\p{L}\p{N}]+|\s+";

    /// <summary>The parts, in order, with nothing left out.</summary>
    public static Regex.ValueMatchEnumerator Split(ReadOnlySpan<char> text) => Parts().EnumerateMatches(text);

    [GeneratedRegex(Pattern, RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Parts();
}
