using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Assay.Train.Data;

/// <summary>
/// Tells text that holds a question of the evaluated data sets, or eight words in a row of one. Words are runs of letters and digits
/// in small letters, and brackets. Eight words that belong to a frame which all questions of a kind share do not count, nor do those of
/// truth values and operators alone: there the whole expression counts.
/// </summary>
public sealed partial class Contamination
{
    private const int Length = 8;
    private const int Key = 3;

    private static readonly ImmutableHashSet<string> LogicWords =
    [
        "true",
        "false",
        "and",
        "or",
        "not",
        "(",
        ")",
        "is",
        "q",
        "a",
    ];

    private static readonly string[] Frames =
    [
        "What is the date today in MM/DD/YYYY? Options: (A)",
        "What was the date yesterday in MM/DD/YYYY? Options: (A)",
        "What is the date tomorrow in MM/DD/YYYY? Options: (A)",
        "when is the next one in MM/DD/YYYY? Options: (A)",
    ];

    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    private readonly HashSet<ulong> runs = [];
    private readonly Dictionary<ulong, List<int[]>> questions = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup;

    /// <summary>Remembers what must not be taught.</summary>
    /// <param name="forbidden">Questions, each by itself and with its choices.</param>
    public Contamination(IEnumerable<(string Question, string WithChoices)> forbidden)
    {
        lookup = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        var shared = Frames.SelectMany(frame => Runs(Known(frame))).ToHashSet();
        foreach (var (question, whole) in forbidden)
        {
            var asked = Known(question);
            var key = Hash(asked.AsSpan(0, Math.Min(Key, asked.Length)));
            if (!questions.TryGetValue(key, out var same))
            {
                questions.Add(key, same = []);
            }
            same.Add(asked);
            runs.UnionWith(Runs(Known(whole)).Where(run => !shared.Contains(run)));
        }
    }

    /// <summary>Whether a text holds something of the evaluated sets.</summary>
    public bool IsIn(string text) => Find(text) is not null;

    /// <summary>The words that a text has in common with the evaluated sets, or null.</summary>
    public string? Find(string text)
    {
        var words = new List<int>();
        var lower = text.ToLowerInvariant();
        foreach (var match in Word().EnumerateMatches(lower))
        {
            words.Add(lookup.TryGetValue(lower.AsSpan(match.Index, match.Length), out var id) ? id : 0);
        }
        var all = CollectionsMarshal.AsSpan(words);
        for (var i = 0; i + Key <= all.Length; i++)
        {
            if (all[i] == 0)
            {
                continue;
            }
            if (
                i + Length <= all.Length
                && !all.Slice(i, Length).Contains(0)
                && runs.Contains(Hash(all.Slice(i, Length)))
            )
            {
                return Write(all.Slice(i, Length));
            }
            if (questions.TryGetValue(Hash(all.Slice(i, Key)), out var same))
            {
                foreach (var question in same)
                {
                    if (all[i..].StartsWith(question))
                    {
                        return Write(question);
                    }
                }
            }
        }
        return null;
    }

    private int[] Known(string text) =>
        [
            .. Word()
                .Matches(text)
                .Select(match =>
                {
                    var word = match.Value.ToLowerInvariant();
                    if (!ids.TryGetValue(word, out var id))
                    {
                        ids.Add(word, id = ids.Count + 1);
                    }
                    return id;
                }),
        ];

    private List<ulong> Runs(int[] words)
    {
        var logic = LogicWords.Select(word => ids.GetValueOrDefault(word)).ToHashSet();
        var found = new List<ulong>();
        for (var i = 0; i + Length <= words.Length; i++)
        {
            var run = words.AsSpan(i, Length);
            if (!run.ToArray().All(logic.Contains))
            {
                found.Add(Hash(run));
            }
        }
        return found;
    }

    private string Write(ReadOnlySpan<int> words)
    {
        var names = ids.ToDictionary(pair => pair.Value, pair => pair.Key);
        return string.Join(' ', words.ToArray().Select(id => names[id]));
    }

    /// <summary>Fowler, Noll and Vo's hash, by word.</summary>
    private static ulong Hash(ReadOnlySpan<int> words)
    {
        var hash = 14_695_981_039_346_656_037;
        foreach (var word in words)
        {
            hash = (hash ^ (uint)word) * 1_099_511_628_211;
        }
        return hash;
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+|[()]", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Word();
}
