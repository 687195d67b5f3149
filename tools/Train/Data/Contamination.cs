using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Assay.Train.Data;

/// <summary>
/// Tells text that holds a question of the evaluated data sets. Words are runs of letters and digits in small letters, and brackets.
/// <list type="bullet">
/// <item>No question may be in a text as a whole.</item>
/// <item>Of knowledge questions (mini_mmlu, mini_arc) and their choices, eight words in a row may not be in it either. Eight words that
/// belong to a frame which all questions of a kind share do not count, nor do those of truth values and operators alone.</item>
/// <item>Word problems (mini_gsm8k), dates and counting (mini_bbh) may share the sentence pattern with a text, but not the numbers too:
/// eight words in a row together with the question's numbers (two at least), all of them in their order and with no other between, may
/// not be in it. What these sets measure is therefore arithmetic and counting in known sentence patterns with new numbers, not the understanding of
/// new wordings.</item>
/// </list>
/// </summary>
public sealed partial class Contamination
{
    private const int Length = 8;
    private const int Key = 3;
    private const int UnknownWord = 0;
    private const int UnknownNumber = -1;

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

    private static readonly ImmutableHashSet<string> NumberWords =
    [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
    ];

    private static readonly string[] Frames =
    [
        "What is the date today in MM/DD/YYYY? Options: (A)",
        "What was the date yesterday in MM/DD/YYYY? Options: (A)",
        "What is the date tomorrow in MM/DD/YYYY? Options: (A)",
        "when is the next one in MM/DD/YYYY? Options: (A)",
    ];

    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    private readonly HashSet<int> numbers = [UnknownNumber];
    private readonly HashSet<ulong> runs = [];
    private readonly Dictionary<ulong, List<int[]>> patterns = [];
    private readonly Dictionary<ulong, List<int[]>> questions = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup;

    /// <summary>Remembers what must not be taught.</summary>
    public Contamination(IEnumerable<Forbidden> forbidden)
    {
        lookup = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        var shared = Frames.SelectMany(frame => Runs(Known(frame))).ToHashSet();
        foreach (var (question, whole, patternIsFree) in forbidden)
        {
            var asked = Known(question);
            Add(questions, Hash(asked.AsSpan(0, Math.Min(Key, asked.Length))), asked);
            if (!patternIsFree)
            {
                runs.UnionWith(Runs(Known(whole)).Where(run => !shared.Contains(run)));
            }
            else if (asked.Count(numbers.Contains) > 1)
            {
                foreach (var run in Runs(asked))
                {
                    Add(patterns, run, asked);
                }
            }
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
            var word = lower.AsSpan(match.Index, match.Length);
            words.Add(
                lookup.TryGetValue(word, out var id) ? id
                : char.IsDigit(word[0]) ? UnknownNumber
                : UnknownWord
            );
        }
        var all = CollectionsMarshal.AsSpan(words);
        for (var i = 0; i + Key <= all.Length; i++)
        {
            if (all[i] <= UnknownWord)
            {
                continue;
            }
            if (
                i + Length <= all.Length
                && !all.Slice(i, Length).Contains(UnknownWord)
                && Hash(all.Slice(i, Length)) is var run
                && (runs.Contains(run) || HasNumbers(all, i, patterns.GetValueOrDefault(run, [])))
            )
            {
                return Write(all.Slice(i, Length));
            }
            foreach (var question in questions.GetValueOrDefault(Hash(all.Slice(i, Key)), []))
            {
                if (all[i..].StartsWith(question))
                {
                    return Write(question);
                }
            }
        }
        return null;
    }

    /// <summary>Whether the numbers of one of the questions stand, as they do there, about as near to a place as they can.</summary>
    private bool HasNumbers(ReadOnlySpan<int> words, int at, List<int[]> asked)
    {
        foreach (var question in asked)
        {
            var from = Math.Max(0, at - question.Length);
            var to = Math.Min(words.Length, at + Length + question.Length);
            ReadOnlySpan<int> near = [.. words[from..to].ToArray().Where(numbers.Contains)];
            if (near.IndexOf([.. question.Where(numbers.Contains)]) >= 0)
            {
                return true;
            }
        }
        return false;
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
                        if (char.IsDigit(word[0]) || NumberWords.Contains(word))
                        {
                            numbers.Add(id);
                        }
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

    private static void Add(Dictionary<ulong, List<int[]>> table, ulong key, int[] words)
    {
        if (!table.TryGetValue(key, out var same))
        {
            table.Add(key, same = []);
        }
        same.Add(words);
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
