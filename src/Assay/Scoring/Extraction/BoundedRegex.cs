using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Assay.Scoring.Extraction;

/// <summary>
/// A regular expression that a user wrote, over texts that a model wrote: in time proportional to the text where its constructs allow
/// that, else within a timeout, after which it counts as not found.
/// </summary>
public sealed class BoundedRegex
{
    private readonly Regex regex;
    private readonly TimeSpan limit;

    /// <summary>Makes the expression ready.</summary>
    /// <param name="pattern">.NET's syntax.</param>
    /// <param name="timeout">The longest that a text may take; null for a second.</param>
    /// <exception cref="RegexParseException">It is no regular expression.</exception>
    public BoundedRegex(string pattern, TimeSpan? timeout = null)
    {
        limit = timeout ?? TimeSpan.FromSeconds(1);
        try
        {
            regex = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, limit);
        }
        catch (NotSupportedException)
        {
            // Lookarounds and back references cannot be had in linear time.
            regex = new Regex(pattern, RegexOptions.CultureInvariant, limit);
        }
    }

    /// <summary>What is wrong with a pattern; null where it is a regular expression.</summary>
    public static string? Complaint(string pattern)
    {
        try
        {
            _ = new BoundedRegex(pattern);
            return null;
        }
        catch (RegexParseException e)
        {
            // The library repeats the pattern before the reason.
            var reason = e.Message[(e.Message.LastIndexOf($"{e.Offset}. ", StringComparison.Ordinal) + 1)..];
            return $"{reason.TrimStart("0123456789. ").TrimEnd('.')}, at character {e.Offset + 1}";
        }
    }

    /// <summary>Whether it has a group of this name or number.</summary>
    public bool HasGroup(string group) => regex.GroupNumberFromName(group) >= 0;

    /// <summary>The names and numbers of its groups but the whole match.</summary>
    public IEnumerable<string> Groups => regex.GetGroupNames().Where(name => name != "0");

    /// <summary>Whether it matches somewhere in a text.</summary>
    public bool Finds(string text)
    {
        try
        {
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    /// <summary>What a group took in the first or last match that it took part in; null where there is none.</summary>
    public string? Find(string text, string group, bool last)
    {
        string? found = null;
        var started = Stopwatch.GetTimestamp();
        try
        {
            for (var match = regex.Match(text); match.Success; match = match.NextMatch())
            {
                // Each match may be quick, and all of them together take for ever.
                if (Stopwatch.GetElapsedTime(started) > limit)
                {
                    return null;
                }
                if (match.Groups[group] is { Success: true } taken)
                {
                    found = taken.Value;
                    if (!last)
                    {
                        break;
                    }
                }
            }
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
        return found;
    }
}
