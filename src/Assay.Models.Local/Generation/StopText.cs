using System.Collections.Immutable;
using System.Text;

namespace Assay.Models.Local.Generation;

/// <summary>
/// Watches a growing text for strings that end it. The first that is complete does; of those that are complete at the same character the
/// one that began first. So the result is the same however the text is cut into tokens. Text that may be the beginning of one is held
/// back, so that none of it is ever shown.
/// </summary>
internal sealed class StopText(ImmutableArray<string> stops)
{
    private readonly StringBuilder held = new();

    /// <summary>Whether a stop string was met.</summary>
    public bool Met { get; private set; }

    /// <summary>Takes more text; gives what is sure to be part of the answer.</summary>
    public string Append(string text)
    {
        if (Met)
        {
            return "";
        }
        if (stops.IsEmpty)
        {
            return text;
        }
        held.Append(text);
        var all = held.ToString();
        var first = stops
            .Where(stop => stop.Length > 0)
            .Select(stop => (At: all.IndexOf(stop, StringComparison.Ordinal), stop.Length))
            .Where(found => found.At >= 0)
            .OrderBy(found => found.At + found.Length)
            .ThenBy(found => found.At)
            .Select(found => found.At)
            .DefaultIfEmpty(-1)
            .First();
        Met = first >= 0;
        var sure = Met ? first : all.Length - HeldBack(all);
        held.Clear();
        if (!Met)
        {
            held.Append(all, sure, all.Length - sure);
        }
        return all[..sure];
    }

    /// <summary>What was held back, when no more text comes.</summary>
    public string Flush()
    {
        var rest = Met ? "" : held.ToString();
        held.Clear();
        return rest;
    }

    private int HeldBack(string all)
    {
        var longest = Math.Min(all.Length, stops.Max(stop => stop.Length) - 1);
        for (var length = longest; length > 0; length--)
        {
            var tail = all.AsSpan(all.Length - length);
            foreach (var stop in stops)
            {
                if (stop.Length > length && stop.AsSpan().StartsWith(tail, StringComparison.Ordinal))
                {
                    return length;
                }
            }
        }
        return 0;
    }
}
