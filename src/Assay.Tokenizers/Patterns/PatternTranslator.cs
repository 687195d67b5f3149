using System.Text;

namespace Assay.Tokenizers.Patterns;

/// <summary>
/// Translates a regular expression from the Ruby dialect of Oniguruma to .NET's: possessive quantifiers become atomic
/// groups, classes within classes and intersections alternatives, scripts ranges; groups do not capture.
/// </summary>
internal sealed class PatternTranslator
{
    private const int DeepestGroups = 64;
    private const int MostQuantifiers = 4;
    private const long LargestSize = 100_000;

    private readonly string pattern;
    private readonly string where;
    private readonly PatternCursor cursor;
    private readonly SetWriter writer;
    private readonly EscapeReader escapes;
    private readonly ClassTranslator classes;
    private int depth;

    public PatternTranslator(string pattern, StandIns standIns, string where)
    {
        this.pattern = pattern;
        this.where = where;
        cursor = new PatternCursor(pattern, where);
        writer = new SetWriter(standIns);
        escapes = new EscapeReader(cursor, writer);
        classes = new ClassTranslator(cursor, escapes, writer);
    }

    /// <summary>The characters that the pattern mentions; known once it is translated.</summary>
    public IReadOnlyCollection<CodeRange> Mentioned => writer.Mentioned;

    /// <summary>The pattern for .NET, to be used with the options Multiline and CultureInvariant.</summary>
    /// <exception cref="InputException">It is malformed, or uses what is not supported.</exception>
    public string Translate()
    {
        var translated = Alternatives();
        return cursor.Ended ? translated.Text : throw cursor.Malformed("a ')' has no '('");
    }

    public static string Shown(string pattern) => $"'{(pattern.Length <= 60 ? pattern : pattern[..60] + "…")}'";

    public static InputException Malformed(string pattern, string where, string why, Exception? cause = null) =>
        new($"the pattern {Shown(pattern)} cannot be used: {why}", where, "fetch the model folder again", cause);

    private Node Alternatives()
    {
        var (text, size) = (new StringBuilder(), 0L);
        while (!cursor.Ended && cursor.Peek != ')')
        {
            if (cursor.TryTake("|"))
            {
                text.Append('|');
                continue;
            }
            var node = Quantified();
            text.Append(node.Text);
            size += node.Size;
            if (size > LargestSize)
            {
                throw cursor.Malformed("it repeats too much");
            }
        }
        return new Node(text.ToString(), size);
    }

    private Node Quantified()
    {
        var node = Atom();
        for (var count = 0; Quantifier.Read(cursor) is { } quantifier; count++)
        {
            var text = count == 0 ? node.Text : $"(?:{node.Text})";
            node = new Node(quantifier.Apply(text), node.Size * quantifier.Repeats);
            if (node.Size > LargestSize || count == MostQuantifiers)
            {
                throw cursor.Malformed("it repeats too much");
            }
        }
        return node;
    }

    private Node Atom()
    {
        if (cursor.TryTake("("))
        {
            return Group();
        }
        if (cursor.TryTake("["))
        {
            return new Node(classes.Translate(), 1);
        }
        if (cursor.TryTake("\\"))
        {
            return new Node(Escaped(), 1);
        }
        if (cursor.Peek is '.' or '^' or '$')
        {
            return new Node(char.ConvertFromUtf32(cursor.TakeCode()), 1);
        }
        return cursor.Peek is '*' or '+' or '?'
            ? throw cursor.Malformed($"'{cursor.Peek}' repeats nothing")
            : new Node(writer.Literal(cursor.TakeCode()), 1);
    }

    private string Escaped()
    {
        switch (cursor.Peek)
        {
            case 'b' or 'B' or 'A' or 'z' or 'Z':
                return $"\\{(char)cursor.TakeCode()}";
            case 'R':
                cursor.At++;
                return @"(?>\r\n|[\n-\r\u0085\u2028\u2029])";
            default:
                var escape = escapes.Read();
                return escape.Set?.Fragment ?? writer.Literal(escape.Code);
        }
    }

    private Node Group()
    {
        if (++depth > DeepestGroups)
        {
            throw cursor.Malformed("groups are nested too deeply");
        }
        var node = GroupBody();
        depth--;
        return node;
    }

    private Node GroupBody()
    {
        foreach (var opening in (ReadOnlySpan<string>)["?:", "?=", "?!", "?<=", "?<!", "?>"])
        {
            if (cursor.TryTake(opening))
            {
                return Body(opening, writer.IgnoreCase);
            }
        }
        if (cursor.TryTake("?#"))
        {
            cursor.TakeUntil(')');
            return new Node("(?:)", 0);
        }
        if (cursor.TryTake("?<"))
        {
            cursor.TakeUntil('>');
            return Body("?:", writer.IgnoreCase);
        }
        return cursor.TryTake("?") ? Flags() : Body("?:", writer.IgnoreCase);
    }

    private Node Body(string opening, bool ignoreCase)
    {
        var body = OpenBody(opening, ignoreCase);
        return cursor.TryTake(")") ? body : throw cursor.Malformed("a ')' is missing");
    }

    private Node OpenBody(string opening, bool ignoreCase)
    {
        var before = writer.IgnoreCase;
        writer.IgnoreCase = ignoreCase;
        var body = Alternatives();
        writer.IgnoreCase = before;
        return new Node($"({opening}{body.Text})", body.Size);
    }

    // Without a colon the flags hold for the rest of the group around them, alternatives included.
    private Node Flags()
    {
        var (to, on, ignoreCase) = (new StringBuilder("?"), true, writer.IgnoreCase);
        while (true)
        {
            switch (cursor.TakeCode())
            {
                case '-':
                    on = false;
                    to.Append('-');
                    break;
                case 'i':
                    ignoreCase = on;
                    to.Append('i');
                    break;
                case 'm':
                    // There a dot takes line ends, which .NET calls single-line.
                    to.Append('s');
                    break;
                case ':':
                    return Body(to.Append(':').ToString(), ignoreCase);
                case ')':
                    return OpenBody(to.Append(':').ToString(), ignoreCase);
                default:
                    throw cursor.Malformed("a group begins in an unknown way");
            }
        }
    }

    private readonly record struct Node(string Text, long Size);
}
