using System.Globalization;

namespace Assay.Tokenizers.Patterns;

/// <summary>How often something repeats.</summary>
/// <param name="Written">As .NET writes it.</param>
/// <param name="Repeats">How often it may be written out.</param>
/// <param name="Kind">Whether it gives back what it took.</param>
internal readonly record struct Quantifier(string Written, int Repeats, Quantifier.Manner Kind)
{
    private const int MostRepeats = 1000;

    internal enum Manner
    {
        Greedy,
        Lazy,
        Possessive,

        /// <summary>In Ruby {n}? is no lazy repetition but an optional one.</summary>
        OptionalCount,
    }

    /// <summary>Reads a quantifier; null where none stands.</summary>
    public static Quantifier? Read(PatternCursor cursor)
    {
        if (!cursor.Ended && cursor.Peek is '*' or '+' or '?')
        {
            var symbol = cursor.Peek.ToString();
            cursor.At++;
            var manner =
                cursor.TryTake("?") ? Manner.Lazy
                : cursor.TryTake("+") ? Manner.Possessive
                : Manner.Greedy;
            return new Quantifier(symbol, 1, manner);
        }
        return Counted(cursor);
    }

    /// <summary>What is repeated, with the quantifier.</summary>
    public string Apply(string atom) =>
        Kind switch
        {
            Manner.Lazy => $"{atom}{Written}?",
            Manner.Possessive => $"(?>{atom}{Written})",
            Manner.OptionalCount => $"(?:{atom}{Written})?",
            _ => atom + Written,
        };

    // A brace that begins no count stands for itself; a plus behind one is a quantifier of its own.
    private static Quantifier? Counted(PatternCursor cursor)
    {
        if (cursor.Peek != '{' || cursor.Rest.IndexOf('}') is not (var length and > 1))
        {
            return null;
        }
        var ends = cursor.Rest[1..length].ToString().Split(',');
        if (ends.Length > 2 || !ends.All(end => end.All(char.IsAsciiDigit)) || ends.All(end => end.Length == 0))
        {
            return null;
        }
        cursor.At += length + 1;
        var least = Count(cursor, ends[0], otherwise: 0);
        if (ends.Length == 1)
        {
            return new Quantifier(
                $"{{{least}}}",
                Math.Max(1, least),
                cursor.TryTake("?") ? Manner.OptionalCount : Manner.Greedy
            );
        }
        var most = ends[1].Length == 0 ? "" : Count(cursor, ends[1], 0).ToString(CultureInfo.InvariantCulture);
        return new Quantifier(
            $"{{{least},{most}}}",
            Math.Max(1, Math.Max(least, Count(cursor, ends[1], 0))),
            cursor.TryTake("?") ? Manner.Lazy : Manner.Greedy
        );
    }

    private static int Count(PatternCursor cursor, string digits, int otherwise)
    {
        if (digits.Length == 0)
        {
            return otherwise;
        }
        return
            int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MostRepeats
            ? count
            : throw cursor.Malformed($"it repeats {digits} times, at most {MostRepeats} are allowed");
    }
}
