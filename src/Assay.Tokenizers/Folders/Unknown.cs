namespace Assay.Tokenizers.Folders;

/// <summary>Parts of a pipeline that are not known here.</summary>
internal static class Unknown
{
    public static InputException Component(JsonNode node, string what, string type, IEnumerable<string> known) =>
        new($"the {what} '{type}' is not supported", node.Where, DidYouMean.Hint(type, known));
}
