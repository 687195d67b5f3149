namespace Assay.Tokenizers.Folders;

/// <summary>Reads the steps of a sequence.</summary>
internal static class Steps
{
    // Pipelines in use have some ten; each may compile a pattern.
    private const int Most = 64;

    /// <summary>The steps in order; sequences within sequences are laid out flat.</summary>
    public static IReadOnlyList<T> Flat<T>(JsonNode list, Func<JsonNode, IReadOnlyList<T>> read)
    {
        var steps = new List<T>();
        foreach (var item in list.Items())
        {
            steps.AddRange(read(item.Object()));
            if (steps.Count > Most)
            {
                throw list.Wrong($"there are more than {Most} steps");
            }
        }
        return steps;
    }

    /// <summary>A text that is put for others, of a length that keeps texts from growing without end.</summary>
    public static string Replacement(JsonNode node) =>
        node.Text() is { Length: <= Growth.LongestReplacement } text
            ? text
            : throw node.Wrong($"must be at most {Growth.LongestReplacement} characters");
}
