using System.Text;

namespace Assay.Prompts;

/// <summary>Fills <c>prompt_template</c>.</summary>
public static class PromptTemplate
{
    /// <summary>
    /// Replaces <c>{query}</c> (the whole prompt as it would be), <c>{question}</c> (the bare question) and <c>{choices}</c> (the lettered
    /// choices). Braces around anything else stay as they are, and what is put in is not searched again. A template without
    /// <c>{query}</c> and <c>{question}</c> is put before the prompt, on a line of its own.
    /// </summary>
    public static string Fill(string? template, string query, string question, string choices = "")
    {
        if (string.IsNullOrEmpty(template))
        {
            return query;
        }
        if (
            !template.Contains("{query}", StringComparison.Ordinal)
            && !template.Contains("{question}", StringComparison.Ordinal)
        )
        {
            return char.IsWhiteSpace(template[^1]) ? template + query : template + "\n" + query;
        }
        var filled = new StringBuilder();
        var at = 0;
        while (template.IndexOf('{', at) is >= 0 and var open)
        {
            filled.Append(template, at, open - at);
            var rest = template.AsSpan(open);
            (string Name, string Text)? field =
                rest.StartsWith("{query}", StringComparison.Ordinal) ? ("{query}", query)
                : rest.StartsWith("{question}", StringComparison.Ordinal) ? ("{question}", question)
                : rest.StartsWith("{choices}", StringComparison.Ordinal) ? ("{choices}", choices)
                : null;
            filled.Append(field?.Text ?? "{");
            at = open + (field?.Name.Length ?? 1);
        }
        return filled.Append(template, at, template.Length - at).ToString();
    }
}
