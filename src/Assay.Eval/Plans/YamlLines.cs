using System.Globalization;
using System.Text;

namespace Assay.Plans;

/// <summary>
/// Writes YAML that means the same to every reader: objects as blocks, lists on one line, and every text quoted that is not
/// plainly a word.
/// </summary>
internal sealed class YamlLines
{
    private readonly StringBuilder text = new();

    public void Comment(string line) => text.Append("# ").Append(line).Append('\n');

    public void Add(string key, PlanNode value, int depth = 0)
    {
        text.Append(' ', depth * 2).Append(Quoted(key)).Append(':');
        if (value is not PlanNode.Object { Members.IsEmpty: false } given)
        {
            text.Append(' ');
            Inline(value);
            text.Append('\n');
            return;
        }
        text.Append('\n');
        foreach (var member in given.Members)
        {
            Add(member.Key, member.Value, depth + 1);
        }
    }

    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(text.ToString());

    private void Inline(PlanNode value)
    {
        switch (value)
        {
            case PlanNode.Null:
                text.Append("null");
                break;
            case PlanNode.Flag flag:
                text.Append(flag.Value ? "true" : "false");
                break;
            case PlanNode.Number number:
                text.Append(number.Raw);
                break;
            case PlanNode.TextNode given:
                text.Append(Quoted(given.Value));
                break;
            case PlanNode.List list:
                text.Append('[');
                for (var i = 0; i < list.Items.Length; i++)
                {
                    text.Append(i > 0 ? ", " : "");
                    Inline(list.Items[i]);
                }
                text.Append(']');
                break;
            case PlanNode.Object given:
                text.Append('{');
                for (var i = 0; i < given.Members.Length; i++)
                {
                    text.Append(i > 0 ? ", " : "").Append(Quoted(given.Members[i].Key)).Append(": ");
                    Inline(given.Members[i].Value);
                }
                text.Append('}');
                break;
        }
    }

    private static string Quoted(string value)
    {
        if (ScalarText.IsPlainText(value))
        {
            return value;
        }
        var quoted = new StringBuilder("\"");
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append(@"\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ when IsHidden(c) => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }
        return quoted.Append('"').ToString();
    }

    /// <summary>Control characters, YAML's other line breaks (NEL, LS, PS), the byte order mark.</summary>
    private static bool IsHidden(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF';
}
