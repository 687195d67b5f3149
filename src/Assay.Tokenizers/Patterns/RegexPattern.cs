using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Assay.Tokenizers.Patterns;

/// <summary>
/// A regular expression of a model folder, in the Ruby dialect that the Rust tokenizers use. It runs on whole characters:
/// in a text with characters above U+FFFF, a stand-in of one UTF-16 unit takes the place of each (<see cref="StandIns"/>).
/// </summary>
internal sealed class RegexPattern : TextPattern
{
    private const int LongestPattern = 8192;

    // For a whole text; thousands of times what the patterns in use need.
    private static readonly TimeSpan usualPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan patienceForCharacter = TimeSpan.FromMicroseconds(20);

    private readonly string pattern;
    private readonly string where;
    private readonly TimeSpan patience;
    private readonly Regex regex;
    private readonly StandIns standIns;

    /// <exception cref="InputException">The expression is malformed, or uses what is not supported.</exception>
    public RegexPattern(string pattern, string where, TimeSpan? patience = null)
    {
        if (pattern.Length > LongestPattern)
        {
            throw new InputException(
                $"a pattern of {pattern.Length} characters, at most {LongestPattern} are allowed",
                where
            );
        }
        this.pattern = pattern;
        this.where = where;
        this.patience = patience ?? usualPatience;
        // What stand-ins are free is known once the pattern was read.
        var reader = new PatternTranslator(pattern, StandIns.None, where);
        reader.Translate();
        standIns = StandIns.For(reader.Mentioned, where);
        regex = Compile(new PatternTranslator(pattern, standIns, where).Translate());
    }

    /// <inheritdoc/>
    public override List<Match> Matches(ReadOnlySpan<char> text)
    {
        if (!standIns.AreNeeded(text))
        {
            return Run(text);
        }
        var replaced = standIns.Replace(text, out var starts);
        var matches = Run(replaced);
        for (var i = 0; i < matches.Count; i++)
        {
            var start = starts[matches[i].Start];
            matches[i] = new Match(start, starts[matches[i].End] - start);
        }
        return matches;
    }

    private List<Match> Run(ReadOnlySpan<char> text)
    {
        var limit = patience + (patienceForCharacter * text.Length);
        var begun = Stopwatch.GetTimestamp();
        var matches = new List<Match>(text.Length / 4);
        try
        {
            foreach (var match in regex.EnumerateMatches(text))
            {
                matches.Add(new Match(match.Index, match.Length));
                if (matches.Count % 256 == 0 && Stopwatch.GetElapsedTime(begun) > limit)
                {
                    throw TooSlow();
                }
            }
        }
        catch (RegexMatchTimeoutException)
        {
            throw TooSlow();
        }
        return matches;
    }

    private Regex Compile(string translated)
    {
        // Not NonBacktracking: .NET 10's misses matches of one character after an optional blank.
        const RegexOptions options = RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.Compiled;
        try
        {
            return new Regex(translated, options, patience);
        }
        catch (ArgumentException malformed)
        {
            throw PatternTranslator.Malformed(pattern, where, malformed.Message, malformed);
        }
    }

    private InputException TooSlow() =>
        new(
            $"the pattern {PatternTranslator.Shown(pattern)} takes too long on this text",
            where,
            "the model folder is damaged or hostile; fetch it from its author"
        );
}
