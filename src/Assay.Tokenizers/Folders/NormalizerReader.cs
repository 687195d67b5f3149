using Assay.Tokenizers.Normalizers;

namespace Assay.Tokenizers.Folders;

internal static class NormalizerReader
{
    private static readonly Dictionary<string, Func<JsonNode, IReadOnlyList<INormalizer>>> known = new(
        StringComparer.Ordinal
    )
    {
        ["Sequence"] = node => Steps.Flat(node.Require("normalizers"), ReadSteps),
        ["Prepend"] = node => [new Prepend(Steps.Replacement(node.Require("prepend")))],
        ["Replace"] = node =>
            [new Replace(PatternReader.Read(node.Require("pattern")), Steps.Replacement(node.Require("content")))],
        ["NFC"] = _ => [new UnicodeForm(Form.Nfc)],
        ["NFD"] = _ => [new UnicodeForm(Form.Nfd)],
        ["NFKC"] = _ => [new UnicodeForm(Form.Nfkc)],
        ["NFKD"] = _ => [new UnicodeForm(Form.Nfkd)],
        ["Lowercase"] = _ => [new Lowercase()],
        ["Strip"] = node => [new Strip(node.Flag("strip_left", true), node.Flag("strip_right", true))],
        ["StripAccents"] = _ => [new StripAccents()],
        ["Nmt"] = _ => [new Nmt()],
        ["ByteLevel"] = _ => [new ByteLevelNormalizer()],
        ["BertNormalizer"] = node => [Bert(node)],
        ["Precompiled"] = ReadCharsMap,
    };

    public static INormalizer Read(JsonNode node) => new NormalizerSequence(ReadSteps(node));

    private static IReadOnlyList<INormalizer> ReadSteps(JsonNode node)
    {
        var type = node.Require("type").Text();
        return known.TryGetValue(type, out var read)
            ? read(node)
            : throw Unknown.Component(node, "normalizer", type, known.Keys);
    }

    private static BertNormalizer Bert(JsonNode node)
    {
        var lowercase = node.Flag("lowercase", true);
        return new BertNormalizer(
            node.Flag("clean_text", true),
            node.Flag("handle_chinese_chars", true),
            node.Flag("strip_accents", lowercase),
            lowercase
        );
    }

    private static IReadOnlyList<INormalizer> ReadCharsMap(JsonNode node)
    {
        if (node["precompiled_charsmap"] is not { } map || map.Text().Length == 0)
        {
            return [];
        }
        return map.Element.TryGetBytesFromBase64(out var bytes)
            ? [new Precompiled(new CharsMap(bytes, map.Where))]
            : throw map.Wrong("is no base64");
    }
}
