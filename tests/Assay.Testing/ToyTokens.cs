using System.Text.RegularExpressions;

namespace Assay.Testing;

/// <summary>
/// The tokens of a <see cref="ModelServer"/>: a word with the blank before it if there is one, or else a single character.
/// <c>"A cat, no?"</c> is <c>A</c>, <c> cat</c>, <c>,</c>, <c> no</c>, <c>?</c>.
/// </summary>
public static partial class ToyTokens
{
    /// <summary>Cuts a text into tokens.</summary>
    public static IReadOnlyList<string> Of(string text) => [.. Token().Matches(text).Select(match => match.Value)];

    // A character outside the basic plane is two UTF-16 units and one token.
    [GeneratedRegex(@" ?\w+|[\uD800-\uDBFF][\uDC00-\uDFFF]|[\s\S]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
