using Assay.ChatTemplates.Jinja.Running;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Builtins;

/// <summary>
/// <c>tojson</c> as huggingface/transformers has it: Python's <c>json.dumps</c>, with letters of all languages as they are and nothing
/// escaped for HTML.
/// </summary>
internal sealed class JsonText
{
    private readonly Output output;
    private readonly bool ascii;
    private readonly string? indent;
    private readonly string itemSeparator;
    private readonly string keySeparator;
    private readonly bool sorted;

    private JsonText(Bound bound, Budget budget)
    {
        output = new Output(budget);
        ascii = bound.IsTrue(0);
        indent = Indent(bound, budget);
        sorted = bound.IsTrue(3);
        (itemSeparator, keySeparator) = bound[2] switch
        {
            null or None => (indent is null ? ", " : ",", ": "),
            Sequence { Items: [string item, string key] } => (item, key),
            _ => throw new TemplateError("tojson takes two texts as 'separators'"),
        };
    }

    public static object Of(object value, Arguments arguments, Run run)
    {
        var json = new JsonText(
            arguments.Bind("tojson", "ensure_ascii", "indent", "separators", "sort_keys"),
            run.Budget
        );
        json.Write(value, depth: 0);
        return json.output.ToString();
    }

    private static string? Indent(Bound bound, Budget budget)
    {
        if (bound[1] is string text)
        {
            return text;
        }
        if (bound.Integer(1) is null)
        {
            return null;
        }
        var width = bound.Width(1, absent: 0);
        budget.Build(width);
        return new string(' ', width);
    }

    private void Write(object value, int depth)
    {
        output.Budget.Enter();
        switch (value)
        {
            case string text:
                WriteString(text);
                break;
            case bool or long or double or None:
                output.Append(Scalar(value));
                break;
            case Sequence sequence:
                WriteItems('[', ']', sequence.Items, depth, item => Write(item, depth + 1));
                break;
            case DictValue dict:
                var items = dict.Items.ToArray();
                if (sorted)
                {
                    Array.Sort(items, (a, b) => Truth.Compare(a.Key, b.Key, "<", output.Budget));
                }
                WriteItems('{', '}', items, depth, item => WritePair(item, depth + 1));
                break;
            default:
                throw new TemplateError($"Object of type {TypeNames.Of(value)} is not JSON serializable");
        }
        output.Budget.Leave();
    }

    private void WritePair(KeyValuePair<object, object> pair, int depth)
    {
        WriteString(
            pair.Key switch
            {
                string name => name,
                bool or long or double or None => Scalar(pair.Key),
                _ => throw new TemplateError(
                    $"keys must be str, int, float, bool or None, not {TypeNames.Of(pair.Key)}"
                ),
            }
        );
        output.Append(keySeparator);
        Write(pair.Value, depth);
    }

    private void WriteItems<T>(char open, char close, T[] items, int depth, Action<T> write)
    {
        output.Append(open);
        for (var at = 0; at < items.Length; at++)
        {
            output.Append(at == 0 ? "" : itemSeparator);
            NewLine(depth + 1);
            write(items[at]);
        }
        if (items.Length > 0)
        {
            NewLine(depth);
        }
        output.Append(close);
    }

    private void NewLine(int depth)
    {
        if (indent is null)
        {
            return;
        }
        output.Append('\n');
        for (var level = 0; level < depth; level++)
        {
            output.Append(indent);
        }
    }

    private static string Scalar(object value) =>
        value switch
        {
            bool truth => truth ? "true" : "false",
            None => "null",
            double.NaN => "NaN",
            double.PositiveInfinity => "Infinity",
            double.NegativeInfinity => "-Infinity",
            double number => Numbers.Text(number),
            _ => Numbers.ToLong(value).ToString(),
        };

    private void WriteString(string text)
    {
        output.Append('"');
        foreach (var character in text)
        {
            var escape = character switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\n' => @"\n",
                '\r' => @"\r",
                '\t' => @"\t",
                '\b' => @"\b",
                '\f' => @"\f",
                < ' ' => $@"\u{(int)character:x4}",
                > '~' when ascii => $@"\u{(int)character:x4}",
                _ => null,
            };
            if (escape is null)
            {
                output.Append(character);
            }
            else
            {
                output.Append(escape);
            }
        }
        output.Append('"');
    }
}
