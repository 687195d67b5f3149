using System.Text;
using System.Text.RegularExpressions;

namespace Assay.Scoring.Mathematics;

/// <summary>
/// The answers of Minerva's prompt, as EleutherAI/lm-evaluation-harness reads them (<c>tasks/minerva_math/utils.py</c>, after appendix D
/// of Lewkowycz et al. 2022, https://arxiv.org/abs/2206.14858).
/// </summary>
public static partial class MinervaAnswer
{
    private const string Cue = "Final Answer: The final answer is";
    private const string Close = " I hope it is correct.";
    private const int TimeoutMilliseconds = 10_000;

    private static readonly (string Before, string After)[] Substitutions =
    [
        ("an ", ""),
        ("a ", ""),
        (".$", "$"),
        (@"\$", ""),
        (@"\ ", ""),
        (" ", ""),
        ("mbox", "text"),
        (@",\text{and}", ","),
        (@"\text{and}", ","),
        (@"\text{m}", @"\text{}"),
    ];

    private static readonly string[] Removed =
    [
        "square",
        "ways",
        "integers",
        "dollars",
        "mph",
        "inches",
        "ft",
        "hours",
        "km",
        "units",
        @"\ldots",
        "sue",
        "points",
        "feet",
        "minutes",
        "digits",
        "cents",
        "degrees",
        "cm",
        "gm",
        "pounds",
        "meters",
        "meals",
        "edges",
        "students",
        "childrentickets",
        "multiples",
        @"\text{s}",
        @"\text{.}",
        "\\text{\ns}",
        @"\text{}^2",
        @"\text{}^3",
        "\\text{\n}",
        @"\text{}",
        @"\mathrm{th}",
        @"^\circ",
        @"^{\circ}",
        @"\;",
        @",\!",
        "{,}",
        "\"",
        @"\dots",
    ];

    /// <summary>
    /// What stands between "Final Answer: The final answer is" and ". I hope it is correct." on one line, the first such; null when
    /// there is none.
    /// </summary>
    public static string? Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text += Close[1..];
        for (var at = 0; text.IndexOf(Cue, at, StringComparison.Ordinal) is >= 0 and var cue; )
        {
            var from = cue + Cue.Length;
            var end = text.IndexOf('\n', from);
            end = end < 0 ? text.Length : end;
            // Whatever sign ends the answer's sentence goes with it.
            var close = from + 1 < end ? text.IndexOf(Close, from + 1, end - from - 1, StringComparison.Ordinal) : -1;
            if (close >= 0)
            {
                return text[from..(close - 1)].Trim();
            }
            at = end;
        }
        return null;
    }

    /// <summary>The normal form.</summary>
    public static string Normal(string answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        answer = answer[(answer.LastIndexOf('=') + 1)..];
        foreach (var (before, after) in Substitutions)
        {
            answer = answer.Replace(before, after, StringComparison.Ordinal);
        }
        foreach (var expression in Removed)
        {
            answer = answer.Replace(expression, "", StringComparison.Ordinal);
        }
        answer = Dollars(answer);
        answer = WithoutCommand(answer, @"\text{");
        answer = WithoutCommand(answer, @"\textbf{");
        answer = WithoutCommand(answer, @"\overline{");
        answer = WithoutBox(answer);
        answer = Fraction().Replace(answer, "frac{${top}}{${bottom}}");
        answer = Root().Replace(answer, "sqrt{${radicand}}").Replace("$", "", StringComparison.Ordinal);
        var digits = answer.Replace(",", "", StringComparison.Ordinal);
        return digits.Length > 0 && digits.All(char.IsDigit) ? digits : answer;
    }

    /// <summary>What stands between the first two dollars, and the lines before and after theirs.</summary>
    private static string Dollars(string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Split('$', 3) is [_, var within, _])
            {
                lines[i] = $"${within}$";
            }
        }
        return string.Join('\n', lines);
    }

    /// <summary>Drops a command and the brace that closes next, everywhere.</summary>
    private static string WithoutCommand(string text, string command)
    {
        var kept = new StringBuilder(text.Length);
        var at = 0;
        while (text.IndexOf(command, at, StringComparison.Ordinal) is >= 0 and var found)
        {
            var from = found + command.Length;
            var end = text.AsSpan(from).IndexOfAny('}', '\n');
            if (end < 0)
            {
                break;
            }
            kept.Append(text, at, found - at);
            if (text[from + end] == '}')
            {
                kept.Append(text, from, end);
            }
            else
            {
                kept.Append(text, found, from + end + 1 - found);
            }
            at = from + end + 1;
        }
        return kept.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>Drops the first box of each line and the line's last closing brace.</summary>
    private static string WithoutBox(string text)
    {
        const string Box = @"\boxed{";
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            var box = line.IndexOf(Box, StringComparison.Ordinal);
            var close = line.LastIndexOf('}');
            if (box >= 0 && close >= box + Box.Length)
            {
                lines[i] = line[..box] + line[(box + Box.Length)..close] + line[(close + 1)..];
            }
        }
        return string.Join('\n', lines);
    }

    [GeneratedRegex("frac(?<top>[^{])(?<bottom>.)", RegexOptions.CultureInvariant, TimeoutMilliseconds)]
    private static partial Regex Fraction();

    [GeneratedRegex("sqrt(?<radicand>[^{])", RegexOptions.CultureInvariant, TimeoutMilliseconds)]
    private static partial Regex Root();
}
