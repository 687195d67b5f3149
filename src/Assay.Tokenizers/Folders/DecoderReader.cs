using Assay.Tokenizers.Decoding;
using Assay.Tokenizers.PreTokenizers;

namespace Assay.Tokenizers.Folders;

internal static class DecoderReader
{
    private static readonly Dictionary<string, Func<JsonNode, IReadOnlyList<IDecoder>>> known = new(
        StringComparer.Ordinal
    )
    {
        ["Sequence"] = node => Steps.Flat(node.Require("decoders"), Read),
        ["ByteLevel"] = _ => [new ByteLevelDecoder()],
        ["ByteFallback"] = _ => [new ByteFallbackDecoder()],
        ["Fuse"] = _ => [new FuseDecoder()],
        ["Strip"] = node =>
            [new StripDecoder(node.Character("content", ' '), Count(node["start"]), Count(node["stop"]))],
        ["Replace"] = node =>
            [
                new ReplaceDecoder(
                    PatternReader.Read(node.Require("pattern")),
                    Steps.Replacement(node.Require("content"))
                ),
            ],
        ["Metaspace"] = node =>
            [
                new MetaspaceDecoder(
                    node.Character("replacement", '\u2581'),
                    PreTokenizerReader.Scheme(node) != PrependScheme.Never
                ),
            ],
        ["WordPiece"] = node => [new WordPieceDecoder(node["prefix"]?.Text() ?? "##", node.Flag("cleanup", true))],
        ["BPEDecoder"] = node => [new SuffixDecoder(node["suffix"]?.Text() ?? "</w>")],
    };

    /// <summary>The steps in order; sequences within sequences are laid out flat.</summary>
    public static IReadOnlyList<IDecoder> Read(JsonNode node)
    {
        var type = node.Require("type").Text();
        return known.TryGetValue(type, out var read)
            ? read(node)
            : throw Unknown.Component(node, "decoder", type, known.Keys);
    }

    private static int Count(JsonNode? node) =>
        node is not { } count ? 0
        : count.Integer() is >= 0 and <= int.MaxValue and var number ? (int)number
        : throw count.Wrong("must be 0 or more");
}
