using Assay.Tokenizers.Models;
using Assay.Tokenizers.Vocabularies;

namespace Assay.Tokenizers.Folders;

/// <summary>Reads the model of tokenizer.json: vocabulary, merges or scores.</summary>
internal static class ModelReader
{
    private const int DefaultLongestWord = 100;

    public static (ITokenModel Model, string Kind) Read(JsonNode node, Vocabulary vocabulary) =>
        (node["type"]?.Text() ?? Guess(node)) switch
        {
            "BPE" => (BpeReader.Read(node, vocabulary), TokenizerKinds.SentencePieceBpe),
            "Unigram" => (ReadUnigram(node, vocabulary), TokenizerKinds.Unigram),
            "WordPiece" => (ReadWordPiece(node, vocabulary), TokenizerKinds.WordPiece),
            "WordLevel" => (
                new WordLevelModel(ReadVocabulary(node, vocabulary), UnknownId(node, vocabulary), node.File),
                TokenizerKinds.WordLevel
            ),
            var type => throw Unknown.Component(node, "model", type, ["BPE", "Unigram", "WordPiece", "WordLevel"]),
        };

    /// <summary>The id of the model's unknown token, or null.</summary>
    public static int? UnknownId(JsonNode model, Vocabulary vocabulary)
    {
        if (model["unk_id"] is { } id)
        {
            return id.Integer() is var number && number >= 0 && number < vocabulary.Size
                ? (int)number
                : throw id.Wrong("is no id of the vocabulary");
        }
        return model["unk_token"] is { } token ? vocabulary.Id(token.Text()) : null;
    }

    /// <summary>Enters a table of ids by text.</summary>
    public static Dictionary<string, int> ReadVocabulary(JsonNode model, Vocabulary vocabulary)
    {
        var table = model.Require("vocab").Object();
        var ids = new Dictionary<string, int>(table.Element.GetPropertyCount(), StringComparer.Ordinal);
        foreach (var property in table.Element.EnumerateObject())
        {
            var value = new JsonNode(property.Value, table.File, table.Path);
            var (text, id) = (JsonNode.NameOf(property, table.File), value.Integer());
            vocabulary.Add(text, id);
            ids[text] = (int)id;
        }
        return ids;
    }

    // Files of early versions do not name the type.
    private static string Guess(JsonNode node) =>
        node["merges"] is not null ? "BPE"
        : node["vocab"] is { IsObject: false } ? "Unigram"
        : node["continuing_subword_prefix"] is not null ? "WordPiece"
        : "WordLevel";

    private static WordPieceModel ReadWordPiece(JsonNode node, Vocabulary vocabulary)
    {
        var ids = ReadVocabulary(node, vocabulary);
        var longest = node["max_input_chars_per_word"]?.Integer() ?? DefaultLongestWord;
        return new WordPieceModel(
            ids,
            UnknownId(node, vocabulary) ?? throw node.Wrong("the unknown token is not in the vocabulary"),
            node["continuing_subword_prefix"]?.Text() ?? "##",
            (int)Math.Clamp(longest, 0, int.MaxValue)
        );
    }

    private static UnigramModel ReadUnigram(JsonNode node, Vocabulary vocabulary)
    {
        var pieces = new Dictionary<string, int>(StringComparer.Ordinal);
        var scores = new List<double>();
        foreach (var entry in node.Require("vocab").Items())
        {
            var pair = entry.Items().ToList();
            if (pair.Count != 2)
            {
                throw entry.Wrong("must be a text and a number");
            }
            vocabulary.AddUnlessTaken(pair[0].Text(), scores.Count);
            pieces.TryAdd(pair[0].Text(), scores.Count);
            scores.Add(pair[1].Number());
        }
        var bytes = node.Flag("byte_fallback", false) ? BpeReader.ByteIds(vocabulary) : null;
        return new UnigramModel(
            pieces,
            [.. scores],
            scores.DefaultIfEmpty().Min(),
            UnknownId(node, vocabulary),
            bytes,
            singlePrecision: false,
            node.File
        );
    }
}
