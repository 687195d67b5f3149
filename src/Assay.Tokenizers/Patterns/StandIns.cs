using System.Globalization;
using System.Text;

namespace Assay.Tokenizers.Patterns;

/// <summary>
/// .NET matches UTF-16 units, so that half a letter above U+FFFF is no letter. Therefore each such character is replaced
/// before matching by one below it that the pattern cannot tell from it: one of the same category that the pattern does not
/// mention. For characters above U+FFFF that the pattern does mention, stand-ins are reserved, a set for each range; a
/// reserved character that occurs in a text itself is replaced too.
/// </summary>
internal sealed class StandIns
{
    public static readonly StandIns None = new([], []);

    private const int MostReserved = 512;

    private readonly char[] ofCategory;
    private readonly List<(CodeRange Range, Dictionary<UnicodeCategory, char> Of)> cells;
    private readonly HashSet<char> reserved;

    private StandIns(char[] ofCategory, List<(CodeRange, Dictionary<UnicodeCategory, char>)> cells)
    {
        this.ofCategory = ofCategory;
        this.cells = cells;
        reserved = [.. this.cells.SelectMany(cell => cell.Of.Values)];
    }

    /// <summary>Chooses stand-ins for a pattern that mentions these characters.</summary>
    /// <exception cref="InputException">It mentions too many ranges.</exception>
    public static StandIns For(IReadOnlyCollection<CodeRange> mentioned, string where)
    {
        var stand = Enum.GetValues<UnicodeCategory>().Select(_ => '\uFFFD').ToArray();
        var byCategory = Free(mentioned).ToLookup(char.GetUnicodeCategory);
        foreach (var category in byCategory)
        {
            stand[(int)category.Key] = category.First();
        }
        var queues = byCategory.ToDictionary(group => group.Key, group => new Queue<char>(group.Skip(1)));
        var made = new List<(CodeRange, Dictionary<UnicodeCategory, char>)>();
        var count = 0;
        foreach (var range in Cells(mentioned))
        {
            var stands = new Dictionary<UnicodeCategory, char>();
            foreach (var category in Categories(range))
            {
                if (++count > MostReserved || !queues.TryGetValue(category, out var queue) || queue.Count == 0)
                {
                    throw new InputException("a pattern names too many characters above U+FFFF", where);
                }
                stands[category] = queue.Dequeue();
            }
            made.Add((range, stands));
        }
        return new StandIns(stand, made);
    }

    /// <summary>What stands for the characters of a range above U+FFFF that the pattern mentions.</summary>
    public IEnumerable<char> Of(CodeRange range) =>
        cells.Where(cell => cell.Range.Overlaps(range)).SelectMany(cell => cell.Of.Values);

    /// <summary>Whether a text has characters to be replaced.</summary>
    public bool AreNeeded(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAnyInRange('\uD800', '\uDFFF') >= 0)
        {
            return true;
        }
        foreach (var c in reserved)
        {
            if (text.Contains(c))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The text with one unit for each character.</summary>
    /// <param name="text">Well-formed UTF-16.</param>
    /// <param name="starts">Where each of the characters begins in <paramref name="text"/>, and last its end.</param>
    public char[] Replace(ReadOnlySpan<char> text, out int[] starts)
    {
        var units = new char[text.Length];
        starts = new int[text.Length + 1];
        var (count, at) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            starts[count] = at;
            units[count++] = Stand(rune);
            at += rune.Utf16SequenceLength;
        }
        starts[count] = at;
        return units[..count];
    }

    private char Stand(Rune rune)
    {
        if (rune.IsBmp)
        {
            var unit = (char)rune.Value;
            return reserved.Contains(unit) ? ofCategory[(int)char.GetUnicodeCategory(unit)] : unit;
        }
        var category = CharUnicodeInfo.GetUnicodeCategory(rune.Value);
        foreach (var (range, stands) in cells)
        {
            if (range.Contains(rune.Value))
            {
                return stands[category];
            }
        }
        return ofCategory[(int)category];
    }

    private static IEnumerable<char> Free(IReadOnlyCollection<CodeRange> mentioned)
    {
        // From U+0100 on, where nothing is a variant of an ASCII letter but the long s and the Kelvin and dotted letters.
        for (var code = 0x100; code <= 0xFFFD; code++)
        {
            var isVariant = code is 0x130 or 0x131 or 0x17F or 0x212A or 0x212B;
            if (!isVariant && !char.IsSurrogate((char)code) && !mentioned.Any(range => range.Contains(code)))
            {
                yield return (char)code;
            }
        }
    }

    // The mentioned ranges above U+FFFF, cut at each other's ends.
    private static IEnumerable<CodeRange> Cells(IReadOnlyCollection<CodeRange> mentioned)
    {
        var high = mentioned
            .Where(range => range.Last > 0xFFFF)
            .Select(range => range with { First = Math.Max(range.First, 0x10000) })
            .ToList();
        var cuts = high.SelectMany(range => new[] { range.First, range.Last + 1 }).Distinct().Order().ToList();
        return cuts.Zip(cuts.Skip(1), (first, next) => new CodeRange(first, next - 1))
            .Where(cell => high.Any(range => range.Overlaps(cell)));
    }

    private static HashSet<UnicodeCategory> Categories(CodeRange range)
    {
        var found = new HashSet<UnicodeCategory>();
        for (var code = range.First; code <= range.Last; code++)
        {
            found.Add(CharUnicodeInfo.GetUnicodeCategory(code));
        }
        return found;
    }
}
