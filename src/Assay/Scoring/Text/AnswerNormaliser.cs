using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Assay.Scoring.Text;

/// <summary>What two short answers may differ in and still be the same.</summary>
public static partial class AnswerNormaliser
{
    private const string AsciiPunctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    private const string TriviaPunctuation = AsciiPunctuation + "‘’´`";

    /// <summary>
    /// mandarjoshi90/triviaqa <c>evaluation/triviaqa_evaluation.py</c>, <c>normalize_answer</c>: underscores are blanks, small letters,
    /// every punctuation mark (also ‘ ’ ´ `) a blank, articles dropped, blanks squeezed.
    /// </summary>
    public static string TriviaQa(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.ToLowerInvariant())
        {
            plain.Append(TriviaPunctuation.Contains(c, StringComparison.Ordinal) ? ' ' : c);
        }
        return Squeezed(Articles().Replace(plain.ToString(), " "));
    }

    /// <summary>
    /// SQuAD's <c>evaluate-v1.1.py</c>, <c>normalize_answer</c>: small letters, punctuation deleted, articles dropped, blanks squeezed.
    /// </summary>
    public static string Squad(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Squeezed(Articles().Replace(WithoutPunctuation(text.ToLowerInvariant()), " "));
    }

    /// <summary>The metric <c>exact_match</c> of huggingface/evaluate with <c>ignore_case</c> and <c>ignore_punctuation</c>.</summary>
    public static string Harness(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return WithoutPunctuation(text.ToLowerInvariant());
    }

    /// <summary>The words of a normalised text.</summary>
    public static ImmutableArray<string> Words(string normalised)
    {
        ArgumentNullException.ThrowIfNull(normalised);
        return [.. normalised.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
    }

    private static string WithoutPunctuation(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!AsciiPunctuation.Contains(c, StringComparison.Ordinal))
            {
                plain.Append(c);
            }
        }
        return plain.ToString();
    }

    private static string Squeezed(string text) => string.Join(' ', Words(text));

    [GeneratedRegex(@"\b(?:a|an|the)\b", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Articles();
}
