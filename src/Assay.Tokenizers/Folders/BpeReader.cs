using System.Text.Json;
using Assay.Tokenizers.Models;
using Assay.Tokenizers.Vocabularies;

namespace Assay.Tokenizers.Folders;

/// <summary>Reads a BPE model with merges.</summary>
internal static class BpeReader
{
    public static BpeModel Read(JsonNode node, Vocabulary vocabulary)
    {
        var ids = ModelReader.ReadVocabulary(node, vocabulary);
        var prefix = NullIfEmpty(node["continuing_subword_prefix"]?.Text());
        var suffix = NullIfEmpty(node["end_of_word_suffix"]?.Text());
        var whole = node.Flag("ignore_merges", false);
        var seams = prefix is null && suffix is null && !whole ? new Seams() : null;
        var pairs = Pairs(node.Require("merges")).Where(pair => Note(seams, pair));
        var merges = Merges(pairs, ids, prefix, node.File);
        return new BpeModel(
            ids,
            merges,
            new BpeOptions(
                ModelReader.UnknownId(node, vocabulary),
                node.Flag("fuse_unk", false),
                node.Flag("byte_fallback", false) ? ByteIds(vocabulary) : null,
                whole,
                prefix,
                suffix,
                seams
            )
        );
    }

    /// <summary>Ranks pairs in their order. Of a pair that comes twice, the later rank counts.</summary>
    /// <exception cref="InputException">A merge is of what is not in the vocabulary.</exception>
    public static Dictionary<ulong, BpeModel.Merge> Merges(
        IEnumerable<(string Left, string Right)> pairs,
        Dictionary<string, int> ids,
        string? prefix,
        string file
    )
    {
        var merges = new Dictionary<ulong, BpeModel.Merge>();
        var rank = 0;
        foreach (var (left, right) in pairs)
        {
            var continued = prefix is not null && right.StartsWith(prefix, StringComparison.Ordinal);
            var whole = left + (continued ? right[prefix!.Length..] : right);
            merges[BpeModel.Pair(Id(left), Id(right))] = new BpeModel.Merge(rank++, Id(whole));
        }
        return merges;

        int Id(string text) =>
            ids.TryGetValue(text, out var id)
                ? id
                : throw new InputException(
                    $"merge {rank} needs the token '{text}', which is not in the vocabulary",
                    file,
                    "fetch the model folder again"
                );
    }

    /// <summary>The ids of the tokens of single bytes, null where one is missing.</summary>
    public static int?[] ByteIds(Vocabulary vocabulary) =>
        [.. Enumerable.Range(0, 256).Select(value => vocabulary.Id(ByteToken.Name((byte)value)))];

    // As "a b" in files of older versions, as ["a", "b"] in newer ones.
    private static IEnumerable<(string Left, string Right)> Pairs(JsonNode merges)
    {
        if (merges.Element.ValueKind != JsonValueKind.Array)
        {
            throw merges.Wrong("must be a list");
        }
        foreach (var merge in merges.Element.EnumerateArray())
        {
            var node = new JsonNode(merge, merges.File, merges.Path);
            yield return node.IsString ? Split(node.Text(), node)
            : merge.ValueKind == JsonValueKind.Array && merge.GetArrayLength() == 2
                ? (
                    new JsonNode(merge[0], node.File, node.Path).Text(),
                    new JsonNode(merge[1], node.File, node.Path).Text()
                )
            : throw node.Wrong("a merge must be two texts");
        }
    }

    private static (string Left, string Right) Split(string merge, JsonNode node)
    {
        var blank = merge.IndexOf(' ', StringComparison.Ordinal);
        return blank >= 0 && merge.IndexOf(' ', blank + 1) < 0
            ? (merge[..blank], merge[(blank + 1)..])
            : throw node.Wrong($"the merge '{merge}' must be two texts with a blank between");
    }

    private static bool Note(Seams? seams, (string Left, string Right) pair)
    {
        if (pair is ([.., var last], [var first, ..]))
        {
            seams?.Join(last, first);
        }
        return true;
    }

    private static string? NullIfEmpty(string? text) => text is { Length: > 0 } ? text : null;
}
