using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Assay.Settings;

/// <summary>
/// Reads one YAML document from the parser's events, so that every value knows its line and column. Core schema; no aliases and
/// no tags but <c>!!str</c>: settings need neither, and without them a small file cannot grow.
/// </summary>
internal sealed class YamlText
{
    private readonly string name;
    private readonly Parser parser;
    private Mark last = new(0, 1, 1);

    private YamlText(string text, string name)
    {
        this.name = name;
        parser = new Parser(new StringReader(text));
    }

    /// <summary>The document's value; null for an empty one.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="name">What places begin with: a file's path or a flag.</param>
    /// <exception cref="InputException">Malformed, with line and column.</exception>
    public static PlanNode? Parse(string text, string name) => new YamlText(text, name).Document();

    private PlanNode? Document()
    {
        Next();
        if (Next() is StreamEnd)
        {
            return null;
        }
        Next();
        var value = Value(0);
        Next();
        return Next() is StreamEnd
            ? value
            : throw Refuse(parser.Current!.Start, "a second document begins", "keep one document in a file");
    }

    /// <summary>The value that the current event begins; the parser stands on its last event afterwards.</summary>
    private PlanNode Value(int depth)
    {
        var current = parser.Current!;
        if (depth > PlanNode.MostDepth)
        {
            throw Refuse(current.Start, $"values are nested deeper than {PlanNode.MostDepth}", "write it flatter");
        }
        return current switch
        {
            AnchorAlias alias => throw Refuse(
                alias.Start,
                $"the alias '*{alias.Value}' is not followed",
                "write the value out"
            ),
            NodeEvent { Anchor: { IsEmpty: false } anchor } => throw Refuse(
                current.Start,
                $"the anchor '&{anchor.Value}' has no use here, as aliases are not followed",
                "leave it out"
            ),
            NodeEvent { Tag: { IsEmpty: false } tag } when tag != "tag:yaml.org,2002:str" && tag != "!" => throw Refuse(
                current.Start,
                $"the tag '{tag}' is not known",
                "leave it out"
            ),
            Scalar scalar => Text(scalar),
            SequenceStart => List(depth),
            _ => Object(depth),
        };
    }

    private PlanNode Text(Scalar scalar)
    {
        var value = scalar is { Style: ScalarStyle.Plain, Tag.IsEmpty: true }
            ? ScalarText.Core(scalar.Value, At(scalar.Start))
            : new PlanNode.TextNode(scalar.Value, At(scalar.Start));
        // The text begins behind the line of its mark.
        return scalar.Style is ScalarStyle.Literal ? value with { Line = (int)scalar.Start.Line + 1 } : value;
    }

    private PlanNode.List List(int depth)
    {
        var place = At(parser.Current!.Start);
        var items = ImmutableArray.CreateBuilder<PlanNode>();
        while (Next() is not SequenceEnd)
        {
            items.Add(Value(depth + 1));
        }
        return new PlanNode.List(items.ToImmutable(), place);
    }

    private PlanNode.Object Object(int depth)
    {
        var start = parser.Current!.Start;
        var members = new PlanNode.MemberList(At(start));
        while (Next() is not MappingEnd)
        {
            if (parser.Current is not Scalar key)
            {
                throw Refuse(parser.Current!.Start, "a key is not a text", "write KEY: VALUE");
            }
            Next();
            members.Add(key.Value, At(key.Start), Value(depth + 1));
        }
        return members.ToObject() with { Line = (int)start.Line };
    }

    private ParsingEvent Next()
    {
        try
        {
            if (!parser.MoveNext())
            {
                throw Malformed(last, "the document ends too early", null);
            }
        }
        catch (YamlException e)
        {
            throw Malformed(e.Start, Reason(e.Message), e);
        }
        // The parser loses its way, instead of telling where, in some flow lists that are not closed.
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            throw Malformed(last, "what begins here is not closed", e);
        }
        last = parser.Current!.Start;
        return parser.Current;
    }

    private static string Reason(string message)
    {
        var end = message.LastIndexOf("): ", StringComparison.Ordinal);
        var reason = (end < 0 ? message : message[(end + 3)..]).TrimEnd('.', ' ');
        return reason.Length == 0 ? "malformed" : char.ToLowerInvariant(reason[0]) + reason[1..];
    }

    private InputException Malformed(Mark mark, string reason, Exception? inner) =>
        new($"malformed YAML ({reason})", At(mark), "correct it there", inner);

    private InputException Refuse(Mark mark, string what, string remedy) => new(what, At(mark), remedy);

    private string At(Mark mark) => $"{name}:{mark.Line}:{mark.Column}";
}
