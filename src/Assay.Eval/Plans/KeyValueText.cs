namespace Assay.Plans;

/// <summary>
/// Reads <c>k=v,k=v</c>, as in <c>--model-args revision=None,precision=torch.float16</c>. A value ends at the next comma outside
/// quotes and brackets. <c>None</c>, <c>True</c> and numbers are what they say; texts in double quotes, lists and objects are JSON; single quotes hold a text without escapes.
/// </summary>
internal static class KeyValueText
{
    /// <summary>The pairs as an object.</summary>
    /// <exception cref="InputException">A pair without a key, an equals sign or a value; malformed JSON; a key twice.</exception>
    public static PlanNode.Object Parse(string text, string place)
    {
        var members = new PlanNode.MemberList(place);
        for (var at = 0; at < text.Length; )
        {
            var end = End(text, at);
            var pair = text.AsSpan(at, end - at);
            if (!pair.IsWhiteSpace())
            {
                Add(members, pair, at, text, place);
            }
            at = end + 1;
        }
        return members.ToObject();
    }

    private static void Add(PlanNode.MemberList members, ReadOnlySpan<char> pair, int at, string text, string place)
    {
        var equals = pair.IndexOf('=');
        // Messages do not repeat the pair: it may hold a secret.
        if (equals < 0)
        {
            throw new InputException("this is no KEY=VALUE", $"{place}:1:{at + 1}", "write k=v,k=v or JSON");
        }
        var key = pair[..equals].Trim().ToString();
        if (key.Length == 0)
        {
            throw new InputException("there is no key before =", $"{place}:1:{at + 1}", "write k=v,k=v or JSON");
        }
        var value = pair[(equals + 1)..].Trim();
        if (value.IsEmpty)
        {
            throw new InputException($"{key} has no value", $"{place}:1:{at + 1}", $"write {key}=VALUE, or {key}=none");
        }
        var offset = at + equals + 1 + pair[(equals + 1)..].IndexOfAnyExcept(" \t\r\n");
        members.Add(key, place, Value(value, offset, text, place));
    }

    private static PlanNode Value(ReadOnlySpan<char> value, int offset, string text, string place) =>
        value switch
        {
            ['"' or '[' or '{', ..] => JsonText.Parse(Blank(text, offset) + value.ToString(), place),
            ['\'', .., '\''] => new PlanNode.TextNode(value[1..^1].ToString(), place),
            ['\'', ..] => throw new InputException(
                "a quote is not closed",
                $"{place}:1:{offset + 1}",
                "write k='v', or put a value with quotes into double ones"
            ),
            _ => ScalarText.Loose(value.ToString(), place),
        };

    /// <summary>What stands before a value, blanked, so that the JSON reader counts lines and columns from the text's start.</summary>
    private static string Blank(string text, int offset) =>
        string.Create(
            offset,
            text,
            (blank, from) =>
            {
                for (var i = 0; i < blank.Length; i++)
                {
                    blank[i] = from[i] == '\n' ? '\n' : ' ';
                }
            }
        );

    /// <summary>
    /// Where the pair that begins at <paramref name="start"/> ends: at a comma, or with the text. Quotes and brackets mean something
    /// only where a value begins; inside an unquoted one they are letters.
    /// </summary>
    private static int End(string text, int start)
    {
        var at = Next(text, start, c => c is ',' or '=');
        if (at < text.Length && text[at] == '=')
        {
            at = Next(text, at + 1, c => !char.IsWhiteSpace(c));
            at =
                at == text.Length ? at
                : text[at] is '"' or '\'' ? AfterQuote(text, at)
                : text[at] is '[' or '{' ? AfterBracket(text, at)
                : at;
        }
        return Next(text, at, c => c == ',');
    }

    private static int Next(string text, int at, Func<char, bool> wanted)
    {
        while (at < text.Length && !wanted(text[at]))
        {
            at++;
        }
        return at;
    }

    private static int AfterQuote(string text, int at)
    {
        var quote = text[at];
        for (at++; at < text.Length && text[at] != quote; at++)
        {
            if (quote == '"' && text[at] == '\\')
            {
                at++;
            }
        }
        return Math.Min(at + 1, text.Length);
    }

    private static int AfterBracket(string text, int at)
    {
        var depth = 0;
        while (at < text.Length)
        {
            depth +=
                text[at] is '[' or '{' ? 1
                : text[at] is ']' or '}' ? -1
                : 0;
            at = text[at] == '"' ? AfterQuote(text, at) : at + 1;
            if (depth == 0)
            {
                break;
            }
        }
        return at;
    }
}
