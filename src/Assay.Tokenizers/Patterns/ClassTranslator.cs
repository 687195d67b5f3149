using System.Text;

namespace Assay.Tokenizers.Patterns;

/// <summary>
/// Translates what stands in brackets. Ruby's classes may hold others, negated ones and intersections, which .NET's cannot:
/// those become alternatives and looks ahead.
/// </summary>
internal sealed class ClassTranslator(PatternCursor cursor, EscapeReader escapes, SetWriter writer)
{
    private const int DeepestNesting = 16;
    private const string Any = @"[\s\S]";

    // Where the character that was read last begins.
    private int start;

    /// <summary>Reads behind the opening bracket.</summary>
    /// <returns>What matches one character of the class.</returns>
    public string Translate() => Read(0).Fragment;

    private Bracket Read(int depth)
    {
        if (depth > DeepestNesting)
        {
            throw cursor.Malformed("classes are nested too deeply");
        }
        var negated = cursor.TryTake("^");
        var operands = new List<Bracket>();
        var union = new Union();
        for (var first = true; first || cursor.Peek != ']'; first = false)
        {
            if (cursor.Ended)
            {
                throw cursor.Malformed("a ']' is missing");
            }
            if (cursor.TryTake("&&"))
            {
                operands.Add(union.Whole(negated: false));
                union = new Union();
            }
            else
            {
                ReadItem(union, depth);
            }
        }
        cursor.At++;
        if (operands.Count == 0)
        {
            return union.Whole(negated);
        }
        operands.Add(union.Whole(negated: false));
        var ahead = string.Concat(operands.SkipLast(1).Select(operand => $"(?={operand.Fragment})"));
        var both = $"(?:{ahead}{operands[^1].Fragment})";
        return new Bracket(null, negated ? $"(?:(?!{both}){Any})" : both);
    }

    private void ReadItem(Union union, int depth)
    {
        if (cursor.TryTake("[:"))
        {
            var negated = cursor.TryTake("^");
            var name = cursor.TakeUntil(':');
            if (!cursor.TryTake("]"))
            {
                throw cursor.Malformed("a ':]' is missing");
            }
            union.Add(new CharacterSet(escapes.Posix(name), negated));
        }
        else if (cursor.TryTake("["))
        {
            union.Add(Read(depth + 1));
        }
        else if (ReadCharacter() is { Set: { } set })
        {
            union.Add(set);
        }
        else
        {
            cursor.At = start;
            union.Add(new CharacterSet(writer.Range(ReadRange()), false));
        }
    }

    private Escape ReadCharacter()
    {
        start = cursor.At;
        return cursor.TryTake("\\") ? escapes.Read() : new Escape(cursor.TakeCode(), null);
    }

    private CodeRange ReadRange()
    {
        var first = ReadCharacter().Code;
        if (cursor.Peek != '-' || cursor.Rest is ['-', ']', ..] or ['-', '[', ..] or ['-', '&', '&', ..])
        {
            return new CodeRange(first, first);
        }
        cursor.At++;
        var end = ReadCharacter();
        if (end.Set is not null)
        {
            // As in [a-\d]: the dash stands for itself.
            cursor.At = start - 1;
            return new CodeRange(first, first);
        }
        return end.Code >= first ? new CodeRange(first, end.Code) : throw cursor.Malformed("a range goes backwards");
    }

    /// <summary>A class that was read: as a plain set where it is one, and as what matches one character of it.</summary>
    private readonly record struct Bracket(CharacterSet? Plain, string Fragment);

    private sealed class Union
    {
        private readonly StringBuilder plain = new();
        private readonly List<string> others = [];

        public void Add(CharacterSet set)
        {
            if (set.Negated)
            {
                others.Add(set.Fragment);
            }
            else
            {
                plain.Append(set.Inner);
            }
        }

        public void Add(Bracket nested)
        {
            if (nested.Plain is { } set)
            {
                Add(set);
            }
            else
            {
                others.Add(nested.Fragment);
            }
        }

        public Bracket Whole(bool negated)
        {
            if (others.Count == 0)
            {
                var set = new CharacterSet(plain.ToString(), negated);
                return new Bracket(set, set.Fragment);
            }
            var alternatives = plain.Length > 0 ? others.Prepend($"[{plain}]") : others;
            var any = $"(?:{string.Join('|', alternatives)})";
            return new Bracket(null, negated ? $"(?:(?!{any}){Any})" : any);
        }
    }
}
