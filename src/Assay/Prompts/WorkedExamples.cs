using System.Collections.Immutable;

namespace Assay.Prompts;

/// <summary>
/// A prompt file: what the task is about, then worked examples, each a question behind a cue at the start of a paragraph
/// (<c>Q: </c>, <c>Question: </c>). The files of suzgunmirac/BIG-Bench-Hard begin with a canary and a line of dashes, which are no part
/// of the prompt.
/// </summary>
/// <param name="Head">What precedes the first example.</param>
/// <param name="Examples">The examples with their cues, in file order.</param>
public sealed record WorkedExamples(string Head, ImmutableArray<string> Examples)
{
    /// <summary>Takes a prompt file apart.</summary>
    public static WorkedExamples Parse(string text, string cue)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = text.ReplaceLineEndings("\n");
        var firstLine = text.IndexOf('\n', StringComparison.Ordinal);
        if (firstLine >= 0 && text.AsSpan(firstLine + 1).StartsWith("---", StringComparison.Ordinal))
        {
            var dashes = text.IndexOf('\n', firstLine + 1);
            text = dashes < 0 ? "" : text[(dashes + 1)..];
        }
        var parts = ("\n\n" + text.Trim('\n')).Split("\n\n" + cue, StringSplitOptions.None);
        return new(parts[0].Trim('\n'), [.. parts.Skip(1).Select(part => cue + part.TrimEnd('\n'))]);
    }

    /// <summary>Head and the first examples, an empty line between them; each example as <paramref name="render"/> writes it.</summary>
    public string Write(int count, Func<string, string> render) =>
        string.Join(
            "\n\n",
            (Head.Length > 0 ? [Head] : Array.Empty<string>()).Concat(Examples.Take(count).Select(render))
        );
}
