using System.Text;
using Assay.ChatTemplates.Jinja.Running;

namespace Assay.ChatTemplates.Jinja.Values;

/// <summary>Values as Python's <c>str</c> and <c>repr</c> write them.</summary>
internal static class Texts
{
    /// <summary>As printed.</summary>
    public static string Of(object value, Budget budget)
    {
        if (value is string text)
        {
            return text;
        }
        var output = new Output(budget);
        Write(value, output);
        return output.ToString();
    }

    /// <summary>As written in code.</summary>
    public static string Repr(object value, Budget budget)
    {
        var output = new Output(budget);
        WriteRepr(value, output);
        return output.ToString();
    }

    /// <summary>Prints a value.</summary>
    public static void Write(object value, Output output)
    {
        switch (value)
        {
            case string text:
                output.Append(text);
                break;
            case Undefined:
                break;
            default:
                WriteRepr(value, output);
                break;
        }
    }

    private static void WriteRepr(object value, Output output)
    {
        output.Budget.Enter();
        switch (value)
        {
            case string text:
                WriteQuoted(text, output);
                break;
            case bool truth:
                output.Append(truth ? "True" : "False");
                break;
            case long number:
                output.Append(number.ToString());
                break;
            case double number:
                output.Append(Numbers.Text(number));
                break;
            case None:
                output.Append("None");
                break;
            case ListValue list:
                WriteItems(list.Items, '[', ']', output);
                break;
            case TupleValue { Items: [var single] }:
                output.Append('(');
                WriteRepr(single, output);
                output.Append(",)");
                break;
            case TupleValue tuple:
                WriteItems(tuple.Items, '(', ')', output);
                break;
            case DictValue dict:
                WriteDict(dict, output);
                break;
            case Namespace space:
                output.Append("<Namespace ");
                WriteDict(space.Attributes, output);
                output.Append('>');
                break;
            case Undefined:
                output.Append("Undefined");
                break;
            case Macro macro:
                output.Append($"<Macro '{macro.Name}'>");
                break;
            case Loop loop:
                output.Append($"<LoopContext {loop.Index}/{loop.Length}>");
                break;
            default:
                output.Append($"<{TypeNames.Of(value)}>");
                break;
        }
        output.Budget.Leave();
    }

    private static void WriteItems(object[] items, char open, char close, Output output)
    {
        output.Append(open);
        for (var at = 0; at < items.Length; at++)
        {
            output.Append(at == 0 ? "" : ", ");
            WriteRepr(items[at], output);
        }
        output.Append(close);
    }

    private static void WriteDict(DictValue dict, Output output)
    {
        output.Append('{');
        var first = true;
        foreach (var (key, value) in dict.Items)
        {
            output.Append(first ? "" : ", ");
            first = false;
            WriteRepr(key, output);
            output.Append(": ");
            WriteRepr(value, output);
        }
        output.Append('}');
    }

    private static void WriteQuoted(string text, Output output)
    {
        var quote = text.Contains('\'') && !text.Contains('"') ? '"' : '\'';
        output.Append(quote);
        Span<char> characters = stackalloc char[2];
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '\n':
                    output.Append(@"\n");
                    break;
                case '\r':
                    output.Append(@"\r");
                    break;
                case '\t':
                    output.Append(@"\t");
                    break;
                case '\\':
                    output.Append(@"\\");
                    break;
                case var _ when rune.Value == quote:
                    output.Append('\\').Append(quote);
                    break;
                case var _ when Characters.IsPrintable(rune):
                    output.Append(characters[..rune.EncodeToUtf16(characters)]);
                    break;
                default:
                    output.Append(Escaped(rune));
                    break;
            }
        }
        output.Append(quote);
    }

    private static string Escaped(Rune rune) =>
        rune.Value switch
        {
            < 0x100 => $@"\x{rune.Value:x2}",
            < 0x10000 => $@"\u{rune.Value:x4}",
            _ => $@"\U{rune.Value:x8}",
        };
}
