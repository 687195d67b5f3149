using Assay.Tokenizers.Patterns;

namespace Assay.Tokenizers.Folders;

/// <summary>Reads a pattern: {"String": "…"} or {"Regex": "…"}.</summary>
internal static class PatternReader
{
    public static TextPattern Read(JsonNode node)
    {
        if (node.IsString)
        {
            return new LiteralPattern(node.Text());
        }
        return node["String"] is { } literal ? new LiteralPattern(literal.Text())
            : node["Regex"] is { } regex ? new RegexPattern(regex.Text(), regex.Where)
            : throw node.Wrong("must have 'String' or 'Regex'");
    }
}
