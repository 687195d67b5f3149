using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Assay.Scoring.Extraction;

namespace Assay.Scoring.Code;

/// <summary>
/// Finds a program in what a model wrote: models repeat the function's head, fence it, talk around it, or go on where the prompt ends.
/// </summary>
public static partial class CodeExtractor
{
    private const string Own = "assay";

    /// <summary>What is read of a text, in characters: no answer is longer, but a broken model's.</summary>
    private const int Longest = 1 << 20;

    /// <summary>The rules, in order.</summary>
    public static ImmutableArray<ExtractionRule> Rules { get; } =
    [
        new(
            "fenced function",
            "the first fenced block that has the function's head",
            "chat answers; recorded HumanEval verdicts"
        ),
        new("fenced body", "the first fenced block, which goes on where the prompt ends", Own),
        new("whole function", "the whole text, which has the function's head", "recorded HumanEval verdicts"),
        new(
            "function in talk",
            "the text from its first line of code to its last, where prose surrounds the function",
            Own
        ),
        new("completion", "the whole text goes on where the prompt ends, up to a stop string", "openai/human-eval"),
        new("completion, indented", "the same with the body's indentation put back, which models lose", Own),
    ];

    /// <summary>Finds the program.</summary>
    /// <param name="text">The model's text without its reasoning blocks.</param>
    /// <param name="language">The language, see <see cref="CodeTask.Language"/>.</param>
    /// <param name="entryPoint">The function's name.</param>
    /// <param name="asWritten">Whether a text that is not fenced is taken as it is, as the authors do.</param>
    /// <returns>The program; null where the text is empty.</returns>
    public static CodeAnswer? Find(string text, string language, string entryPoint, bool asWritten = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = Readable(text);
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        var python = language == "python";
        var blocks = Blocks(text);
        if (blocks.Find(block => HasHead(block, language, entryPoint)) is { } function)
        {
            return new(function, true, "fenced function");
        }
        if (blocks.Count > 0)
        {
            return python ? Completion(blocks[0], "fenced body") : new(blocks[0], false, "fenced body");
        }
        if (HasHead(text, language, entryPoint))
        {
            return asWritten || !python || WithoutTalk(text, entryPoint) is not { } code || code == text
                ? new(text, true, "whole function")
                : new(code, true, "function in talk");
        }
        return python ? Completion(text, "completion") : new(text, false, "completion");
    }

    /// <summary>Finds a whole program: the first fenced block that names the language, else the first one, else the text.</summary>
    /// <param name="text">The model's text without its reasoning blocks.</param>
    /// <param name="names">What the language is called behind a fence: <c>python</c>, <c>py</c>.</param>
    /// <returns>The program; null where the text is empty.</returns>
    public static CodeAnswer? FindProgram(string text, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = Readable(text);
        var blocks = FencedBlocks(text);
        return string.IsNullOrWhiteSpace(text) ? null
            : blocks.Find(block => names.Contains(block.Name, StringComparer.OrdinalIgnoreCase)) is { Code: { } named }
                ? new(named, true, "fenced program")
            : blocks.Count > 0 ? new(blocks[0].Code, true, "fenced program")
            : new(text, true, "whole text");
    }

    /// <summary>Whether a text has the head of a function of this name.</summary>
    public static bool HasHead(string text, string language, string entryPoint)
    {
        ArgumentNullException.ThrowIfNull(text);
        var name = Regex.Escape(entryPoint);
        var pattern = language switch
        {
            "python" => $@"^(?:async[ \t]+)?def[ \t]+{name}[ \t]*\(|^{name}[ \t]*=[ \t]*lambda\b",
            "go" => $@"^func[ \t]+{name}[ \t]*\(",
            "js" =>
                $@"^[ \t]*(?:async[ \t]+)?function\b[ \t*]*{name}[ \t]*\(|^[ \t]*(?:const|let|var)[ \t]+{name}[ \t]*=[ \t]*(?:async\b[ \t]*)?(?:function\b|\(|[\w$]+[ \t]*=>)",
            // A return type stands before the name, and a brace behind the parameters.
            _ => $@"^[ \t]*[A-Za-z_][\w:<>,&*\[\] \t]*[ \t&*>\]]{name}[ \t]*\([^;{{}}]*\)[^;{{}}]*\{{",
        };
        return Regex.IsMatch(text, pattern, RegexOptions.Multiline | RegexOptions.NonBacktracking, Limit);
    }

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private static string Readable(string text) =>
        (text.Length > Longest ? text[..Longest] : text).ReplaceLineEndings("\n");

    /// <summary>
    /// The contents of fenced blocks; of one that is never closed because the answer was cut off, what follows. A fence closes on a line of
    /// its own: where it hangs on the code, there is no block, as in the recorded verdicts.
    /// </summary>
    private static List<string> Blocks(string text) => FencedBlocks(text).ConvertAll(block => block.Code);

    private static List<(string? Name, string Code)> FencedBlocks(string text)
    {
        var blocks = new List<(string?, string)>();
        List<string>? block = null;
        var (fence, name) = ("", "");
        foreach (var line in text.Split('\n'))
        {
            var trimmed = line.TrimStart();
            if (block is null)
            {
                if (
                    trimmed.StartsWith("```", StringComparison.Ordinal)
                    || trimmed.StartsWith("~~~", StringComparison.Ordinal)
                )
                {
                    fence = trimmed[..3];
                    name = trimmed[3..].Trim();
                    block = [];
                }
            }
            else if (trimmed.StartsWith(fence, StringComparison.Ordinal))
            {
                blocks.Add((name, Joined(block)));
                block = null;
            }
            else
            {
                block.Add(line);
            }
        }
        // A lone fence at the end closes a completion that the prompt had opened.
        if (
            block is { Count: > 0 }
            && block.Exists(line => line.Trim().Length > 0)
            && !text.TrimEnd().EndsWith(fence, StringComparison.Ordinal)
        )
        {
            blocks.Add((name, Joined(block)));
        }
        return blocks;

        static string Joined(List<string> lines) => string.Join('\n', lines) + "\n";
    }

    /// <summary>A body: cut where the authors stop, indented as the prompt asks.</summary>
    private static CodeAnswer Completion(string text, string rule)
    {
        var lines = text.Split('\n').ToList();
        var first = lines.FindIndex(line => line.Trim().Length > 0);
        if (first < 0)
        {
            return new(text, false, rule);
        }
        if (Indentation(lines[first]) > 0)
        {
            return new(CutAtStop(text), false, rule);
        }
        // Only the first line may have lost its blanks: they were trimmed from the text.
        var rest = lines.Skip(first + 1).Where(line => line.Trim().Length > 0).ToList();
        var opensBlock = lines[first].TrimEnd().EndsWith(':');
        if (!opensBlock && rest.Count > 0 && rest.TrueForAll(line => Indentation(line) >= 4))
        {
            lines[first] = "    " + lines[first];
            return new(CutAtStop(string.Join('\n', lines)), false, rule + (rule == "completion" ? ", indented" : ""));
        }
        if (
            opensBlock
            && rest.Exists(line => Indentation(line) >= 8)
            && rest.TrueForAll(line => Indentation(line) >= 4)
        )
        {
            lines[first] = "    " + lines[first];
            return new(CutAtStop(string.Join('\n', lines)), false, rule + (rule == "completion" ? ", indented" : ""));
        }
        var indented = string.Join('\n', lines.Select(line => line.Length > 0 ? "    " + line : line));
        return new(indented, false, rule + (rule == "completion" ? ", indented" : ""));
    }

    private static int Indentation(string line)
    {
        var width = 0;
        foreach (var c in line)
        {
            if (c is not (' ' or '\t'))
            {
                break;
            }
            width += c == '\t' ? 4 : 1;
        }
        return width;
    }

    /// <summary>The stop strings of the authors' evaluation, which not every server honours.</summary>
    internal static ImmutableArray<string> StopStrings { get; } = ["\nclass", "\ndef", "\n#", "\nif", "\nprint"];

    private static string CutAtStop(string text) => StopText.Cut(text, StopStrings);

    /// <summary>The lines from the first of code to the last, when the text around them is prose.</summary>
    private static string? WithoutTalk(string text, string entryPoint)
    {
        var lines = text.Split('\n');
        var head = Array.FindIndex(lines, line => HasHead(line, "python", entryPoint));
        if (head < 0)
        {
            return null;
        }
        var from = head;
        for (var i = head - 1; i >= 0 && !Prose().IsMatch(lines[i]); i--)
        {
            from = i;
        }
        var to = Array.FindIndex(lines, head + 1, line => Prose().IsMatch(line));
        return string.Join('\n', lines[from..(to < 0 ? lines.Length : to)]);
    }

    /// <summary>A sentence at the margin: a word with a capital, then another word.</summary>
    [GeneratedRegex(@"^(?:\*\*|- |\d+\. |>)?[A-Z][A-Za-z'’]*,? [a-z`""'*(]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Prose();
}
