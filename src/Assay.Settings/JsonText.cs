using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Assay.Settings;

/// <summary>Reads a JSON document so that every value knows its line and column.</summary>
internal ref struct JsonText
{
    private readonly ReadOnlySpan<byte> bytes;
    private readonly string name;
    private Utf8JsonReader reader;
    private int counted;
    private int line;
    private int lineStart;

    private JsonText(ReadOnlySpan<byte> bytes, string name)
    {
        this.bytes = bytes;
        this.name = name;
        line = 1;
        reader = new Utf8JsonReader(
            bytes,
            new JsonReaderOptions { MaxDepth = PlanNode.MostDepth, CommentHandling = JsonCommentHandling.Skip }
        );
    }

    /// <summary>The document's value.</summary>
    /// <param name="text">The JSON.</param>
    /// <param name="name">What places begin with: a file's path or a flag.</param>
    /// <exception cref="InputException">Malformed, with line and column.</exception>
    public static PlanNode Parse(string text, string name)
    {
        var json = new JsonText(Encoding.UTF8.GetBytes(text), name);
        try
        {
            json.reader.Read();
            var value = json.Value();
            json.reader.Read();
            return value;
        }
        catch (JsonException e)
        {
            var row = (int)(e.LineNumber ?? 0);
            throw new InputException(
                $"malformed JSON ({Reason(e.Message)})",
                $"{name}:{row + 1}:{json.Column(row, (int)(e.BytePositionInLine ?? 0))}",
                "correct it there",
                e
            );
        }
    }

    private PlanNode Value()
    {
        var place = At(reader.TokenStartIndex);
        return reader.TokenType switch
        {
            JsonTokenType.Null => new PlanNode.Null(place),
            JsonTokenType.True or JsonTokenType.False => new PlanNode.Flag(reader.GetBoolean(), place),
            JsonTokenType.Number => new PlanNode.Number(Encoding.UTF8.GetString(reader.ValueSpan), place),
            JsonTokenType.String => new PlanNode.TextNode(Text(place), place),
            JsonTokenType.StartArray => List(place),
            _ => Object(place),
        };
    }

    private PlanNode.List List(string place)
    {
        var items = ImmutableArray.CreateBuilder<PlanNode>();
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            items.Add(Value());
        }
        return new PlanNode.List(items.ToImmutable(), place);
    }

    private PlanNode.Object Object(string place)
    {
        var members = new PlanNode.MemberList(place);
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var keyPlace = At(reader.TokenStartIndex);
            var key = Text(keyPlace);
            reader.Read();
            members.Add(key, keyPlace, Value());
        }
        return members.ToObject();
    }

    private readonly string Text(string place)
    {
        try
        {
            return reader.GetString()!;
        }
        // Half a surrogate pair, written as an escape.
        catch (InvalidOperationException e)
        {
            throw new InputException("malformed JSON (a text is no valid Unicode)", place, "correct it there", e);
        }
    }

    /// <summary>Places are asked for in order, so each line is counted once.</summary>
    private string At(long index)
    {
        for (; counted < index; counted++)
        {
            if (bytes[counted] == (byte)'\n')
            {
                line++;
                lineStart = counted + 1;
            }
        }
        return $"{name}:{line}:{Encoding.UTF8.GetCharCount(bytes[lineStart..(int)index]) + 1}";
    }

    private readonly int Column(int row, int byteInLine)
    {
        var rest = bytes;
        for (; row > 0; row--)
        {
            rest = rest[(rest.IndexOf((byte)'\n') + 1)..];
        }
        return Encoding.UTF8.GetCharCount(rest[..Math.Min(byteInLine, rest.Length)]) + 1;
    }

    private static string Reason(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var reason = (end < 0 ? message : message[..end]).TrimEnd('.', ' ');
        return reason.Length == 0 ? "malformed" : char.ToLowerInvariant(reason[0]) + reason[1..];
    }
}
