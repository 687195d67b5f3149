using Assay.Tokenizers.Decoding;
using Assay.Tokenizers.Models;
using Assay.Tokenizers.Normalizers;
using Assay.Tokenizers.Patterns;
using Assay.Tokenizers.PreTokenizers;
using Assay.Tokenizers.Vocabularies;

namespace Assay.Tokenizers.Folders;

/// <summary>Reads GPT-2's two files, byte-level BPE. How words are split the class of the tokenizer tells.</summary>
internal static class MergesFile
{
    private const string EndOfText = "<|endoftext|>";

    public static TokenizerParts Read(string vocabPath, string mergesPath, FolderConfig config)
    {
        var vocabulary = new Vocabulary(vocabPath);
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (text, id) in ModelFile.ReadObject(vocabPath).Properties())
        {
            vocabulary.Add(text, id.Integer());
            ids[text] = (int)id.Integer();
        }
        var merges = BpeReader.Merges(Pairs(mergesPath), ids, prefix: null, mergesPath);
        var tokens = AddedTokenReader.Enter([.. config.AddedTokens], config, vocabulary);
        // GPT-2's own files name no tokens; it has this one for all purposes.
        var only = config.SpecialTexts.Count == 0 ? vocabulary.Id(EndOfText) : null;
        if (only is not null && tokens.TrueForAll(token => token.Content != EndOfText))
        {
            tokens.Add(new AddedToken(EndOfText, Special: true, Normalized: false));
        }
        var special = config.SpecialIds(vocabulary, new SpecialIds(only, only, null, only));
        var qwen = config.ClassName?.StartsWith("Qwen2", StringComparison.Ordinal) == true;
        INormalizer? normalizer = qwen ? new UnicodeForm(Form.Nfc) : null;
        return new TokenizerParts(
            TokenizerKinds.ByteLevelBpe,
            vocabulary,
            new BpeModel(ids, merges, new BpeOptions(special.Unknown))
        )
        {
            AddedTokens = AddedTokens.Build(tokens, vocabulary, normalizer, vocabPath),
            Normalizer = normalizer,
            PreTokenizers =
            [
                .. qwen
                    ?
                    [
                        new PatternSplit(
                            new RegexPattern(KnownPatterns.Qwen2, "Qwen2's pattern"),
                            SplitBehavior.Isolated
                        ),
                    ]
                    : Array.Empty<IPreTokenizer>(),
                new ByteLevel(config.Flag("add_prefix_space") ?? false, useRegex: !qwen, maps: false),
            ],
            MapsBytes = true,
            Decoders = [new ByteLevelDecoder()],
            Frame = config.Frame(ClassFrame(config, vocabulary), special),
            Special = special,
        };
    }

    private static IEnumerable<(string Left, string Right)> Pairs(string path)
    {
        var number = 0;
        foreach (var line in ModelFile.ReadLines(path))
        {
            number++;
            if (line.Length == 0 || (number == 1 && line.StartsWith("#version", StringComparison.Ordinal)))
            {
                continue;
            }
            yield return line.Split(' ') is [var left, var right]
                ? (left, right)
                : throw new InputException(
                    "a merge must be two texts with a blank between",
                    $"{path}:{number}",
                    "fetch the file again"
                );
        }
    }

    // These classes put a text between two tokens.
    private static TokenFrame ClassFrame(FolderConfig config, Vocabulary vocabulary)
    {
        var frames =
            config.ClassName is "RobertaTokenizer" or "RobertaTokenizerFast" or "BartTokenizer" or "BartTokenizerFast";
        return frames && vocabulary.Id("<s>") is { } start && vocabulary.Id("</s>") is { } end
            ? new TokenFrame([start], [end])
            : TokenFrame.None;
    }
}
