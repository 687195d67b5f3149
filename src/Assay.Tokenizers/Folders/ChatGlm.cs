using Assay.Tokenizers.Vocabularies;

namespace Assay.Tokenizers.Folders;

/// <summary>
/// What ChatGLM2 and 3 add to their tokenizer.model: tokens with the ids after its pieces, and two of them before each text.
/// Their folders say so only in code.
/// </summary>
internal static class ChatGlm
{
    public const string ClassName = "ChatGLMTokenizer";

    private static readonly string[] texts =
    [
        "[MASK]",
        "[gMASK]",
        "[sMASK]",
        "sop",
        "eop",
        "<|system|>",
        "<|user|>",
        "<|assistant|>",
        "<|observation|>",
    ];

    /// <summary>The tokens. Those that are letters are looked for as whole words only.</summary>
    public static IEnumerable<AddedToken> Tokens =>
        texts.Select(text => new AddedToken(
            text,
            Special: true,
            Normalized: false,
            SingleWord: text.All(char.IsAsciiLetter)
        ));

    /// <summary>Gives the tokens the ids after all others.</summary>
    /// <returns>What is put before a text: [gMASK] and sop.</returns>
    public static TokenFrame Enter(Vocabulary vocabulary)
    {
        var first = vocabulary.Size;
        for (var i = 0; i < texts.Length; i++)
        {
            vocabulary.Override(texts[i], first + i);
        }
        return new TokenFrame([first + 1, first + 3], []);
    }
}
