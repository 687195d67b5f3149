using System.Text;
using Assay.Tokenizers.PreTokenizers;

namespace Assay.Tokenizers.Folders;

internal static class PreTokenizerReader
{
    private static readonly Dictionary<string, Func<JsonNode, IReadOnlyList<IPreTokenizer>>> known = new(
        StringComparer.Ordinal
    )
    {
        ["Sequence"] = node => Steps.Flat(node.Require("pretokenizers"), Read),
        ["ByteLevel"] = node =>
            [new ByteLevel(node.Flag("add_prefix_space", true), node.Flag("use_regex", true), maps: true)],
        ["Split"] = node =>
            [
                new PatternSplit(
                    PatternReader.Read(node.Require("pattern")),
                    Behavior(node.Require("behavior")),
                    node.Flag("invert", false)
                ),
            ],
        ["Metaspace"] = node =>
            [new Metaspace(node.Character("replacement", '\u2581'), Scheme(node), node.Flag("split", true))],
        ["Whitespace"] = _ => WordSplits.Words(),
        ["WhitespaceSplit"] = _ => [WordSplits.WhiteSpace()],
        ["CharDelimiterSplit"] = node => [WordSplits.Delimiter(Delimiter(node.Require("delimiter")))],
        ["Digits"] = node => [WordSplits.Digits(node.Flag("individual_digits", false))],
        ["Punctuation"] = node =>
            [WordSplits.Punctuation(node["behavior"] is { } behavior ? Behavior(behavior) : SplitBehavior.Isolated)],
        ["BertPreTokenizer"] = _ => WordSplits.Bert(),
        ["FixedLength"] = node => [new FixedLength(Length(node["length"]))],
    };

    /// <summary>The steps in order; sequences within sequences are laid out flat.</summary>
    public static IReadOnlyList<IPreTokenizer> Read(JsonNode node)
    {
        var type = node.Require("type").Text();
        return known.TryGetValue(type, out var read)
            ? read(node)
            : throw Unknown.Component(node, "pre-tokenizer", type, known.Keys);
    }

    /// <summary>When the mark is put in front; older files have a flag in its place.</summary>
    public static PrependScheme Scheme(JsonNode node)
    {
        if (node["prepend_scheme"] is not { } scheme)
        {
            return node.Flag("add_prefix_space", true) ? PrependScheme.Always : PrependScheme.Never;
        }
        return scheme.Text() switch
        {
            "always" => PrependScheme.Always,
            "never" => PrependScheme.Never,
            "first" => PrependScheme.First,
            var other => throw Unknown.Component(scheme, "prepend scheme", other, ["always", "never", "first"]),
        };
    }

    private static SplitBehavior Behavior(JsonNode node)
    {
        // Both spellings are in use: "MergedWithPrevious" and "merged_with_previous".
        var name = node.Text();
        return
            Enum.TryParse<SplitBehavior>(name.Replace("_", "", StringComparison.Ordinal), true, out var behavior)
            && !char.IsAsciiDigit(name[0])
            ? behavior
            : throw Unknown.Component(node, "behavior", name, Enum.GetNames<SplitBehavior>());
    }

    private static Rune Delimiter(JsonNode node)
    {
        var text = node.Text();
        return
            Rune.TryGetRuneAt(text.Length == 0 ? "\uD800" : text, 0, out var rune)
            && rune.Utf16SequenceLength == text.Length
            ? rune
            : throw node.Wrong("must be one character");
    }

    private static int Length(JsonNode? node) =>
        node is not { } length ? 5
        : length.Integer() is >= 1 and <= int.MaxValue and var count ? (int)count
        : throw length.Wrong("must be 1 or more");
}
