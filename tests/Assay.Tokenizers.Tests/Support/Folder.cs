using System.Text.Json;
using Assay.Testing;

namespace Assay.Tokenizers.Tests.Support;

/// <summary>Small model folders.</summary>
internal static class Folder
{
    /// <summary>A folder with these files, opened.</summary>
    public static Tokenizer Open(params (string Name, string Content)[] files)
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, content) in files)
        {
            folder.Write(name, content);
        }
        return TokenizerFolder.Open(folder.Path);
    }

    /// <summary>A folder with a tokenizer.json of this content, opened.</summary>
    public static Tokenizer OpenJson(string json) => Open(("tokenizer.json", json));

    /// <summary>What is said when the folder is opened.</summary>
    public static string Refusal(params (string Name, string Content)[] files) =>
        Assert.Throws<InputException>(() => Open(files)).Message;

    /// <summary>A byte-level BPE with all bytes (ids 0 to 255 in the order of bytes) and tokens from these merges after.</summary>
    public static string ByteLevelJson(
        IReadOnlyList<(string Left, string Right)> merges,
        string preTokenizer = """{"type": "ByteLevel", "add_prefix_space": false}""",
        string more = "",
        string model = ""
    )
    {
        var texts = ByteAlphabet.Characters.ToArray().Select(c => c.ToString()).ToList();
        texts.AddRange(merges.Select(merge => merge.Left + merge.Right));
        var vocabulary = string.Join(", ", texts.Select((text, id) => $"{Quote(text)}: {id}"));
        var pairs = string.Join(", ", merges.Select(merge => $"[{Quote(merge.Left)}, {Quote(merge.Right)}]"));
        return $$"""
            {
              {{more}}
              "pre_tokenizer": {{preTokenizer}},
              "decoder": {"type": "ByteLevel"},
              "model": {"type": "BPE", {{model}} "vocab": { {{vocabulary}} }, "merges": [{{pairs}}]}
            }
            """;
    }

    public static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    /// <summary>The tokens of a text as the vocabulary spells them.</summary>
    public static string[] Tokens(
        this Tokenizer tokenizer,
        string text,
        bool addSpecial = true,
        bool parseSpecial = true
    ) => [.. tokenizer.Encode(text, addSpecial, parseSpecial).Select(tokenizer.TokenText)];
}
