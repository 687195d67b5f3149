using Assay.Tokenizers.Vocabularies;

namespace Assay.Tokenizers.Folders;

/// <summary>Reads what a post-processor puts around a single text.</summary>
internal static class FrameReader
{
    public static TokenFrame Read(JsonNode node)
    {
        var type = node.Require("type").Text();
        return type switch
        {
            "ByteLevel" => TokenFrame.None,
            "TemplateProcessing" => Template(node),
            "BertProcessing" or "RobertaProcessing" => new TokenFrame(
                [Pair(node.Require("cls"))],
                [Pair(node.Require("sep"))]
            ),
            "Sequence" => node.Require("processors")
                .Items()
                .Select(item => Read(item.Object()))
                .Aggregate(
                    TokenFrame.None,
                    (inner, outer) =>
                        new TokenFrame([.. outer.Before, .. inner.Before], [.. inner.After, .. outer.After])
                ),
            _ => throw Unknown.Component(
                node,
                "post-processor",
                type,
                ["ByteLevel", "TemplateProcessing", "BertProcessing", "RobertaProcessing", "Sequence"]
            ),
        };
    }

    private static TokenFrame Template(JsonNode node)
    {
        var special = node["special_tokens"];
        var (before, after, seen) = (new List<int>(), new List<int>(), false);
        foreach (var item in node.Require("single").Items())
        {
            if (item["SpecialToken"] is { } token)
            {
                var name = token.Require("id").Text();
                var entry = special?[name] ?? throw token.Wrong($"the template's token '{name}' is not described");
                (seen ? after : before).AddRange(entry.Require("ids").Items().Select(Id));
            }
            else if (item["Sequence"] is not { } sequence || sequence.Require("id").Text() != "A" || seen)
            {
                throw item.Wrong("a template for one text must have it once");
            }
            else
            {
                seen = true;
            }
        }
        return seen ? new TokenFrame(before, after) : throw node.Wrong("the template leaves out the text");
    }

    // ["<s>", 0]
    private static int Pair(JsonNode node)
    {
        var items = node.Items().ToList();
        return items.Count == 2 ? Id(items[1]) : throw node.Wrong("must be a text and an id");
    }

    private static int Id(JsonNode node) =>
        node.Integer() is >= 0 and < Vocabulary.IdLimit and var id ? (int)id : throw node.Wrong("is no id");
}
