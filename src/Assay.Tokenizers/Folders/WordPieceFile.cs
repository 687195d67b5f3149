using Assay.Tokenizers.Decoding;
using Assay.Tokenizers.Models;
using Assay.Tokenizers.Normalizers;
using Assay.Tokenizers.PreTokenizers;
using Assay.Tokenizers.Vocabularies;

namespace Assay.Tokenizers.Folders;

/// <summary>Reads BERT's vocab.txt, a token a line.</summary>
internal static class WordPieceFile
{
    private const int LongestWord = 100;
    private static readonly string[] usual = ["[UNK]", "[SEP]", "[PAD]", "[CLS]", "[MASK]"];

    public static TokenizerParts Read(string path, FolderConfig config)
    {
        var vocabulary = new Vocabulary(path);
        var lines = ModelFile.ReadLines(path);
        for (var id = 0; id < lines.Length; id++)
        {
            vocabulary.AddUnlessTaken(lines[id].TrimEnd('\r'), id);
        }
        var ids = new Dictionary<string, int>(vocabulary.Ids, StringComparer.Ordinal);
        var unknown =
            vocabulary.Id(config.Text("unk_token") ?? "[UNK]")
            ?? throw new InputException("the unknown token is not in the vocabulary", path, "fetch the file again");
        var tokens = AddedTokenReader.Enter([.. config.AddedTokens], config, vocabulary);
        tokens.AddRange(
            usual
                .Where(text => vocabulary.Id(text) is not null && tokens.TrueForAll(token => token.Content != text))
                .Select(text => new AddedToken(text, Special: true, Normalized: false))
        );
        var lowercase = config.Flag("do_lower_case") ?? true;
        var normalizer = new BertNormalizer(
            clean: true,
            config.Flag("tokenize_chinese_chars") ?? true,
            config.Flag("strip_accents") ?? lowercase,
            lowercase
        );
        int? Id(string name, string otherwise) => vocabulary.Id(config.Text(name) ?? otherwise);
        return new TokenizerParts(
            TokenizerKinds.WordPiece,
            vocabulary,
            new WordPieceModel(ids, unknown, "##", LongestWord)
        )
        {
            AddedTokens = AddedTokens.Build(tokens, vocabulary, normalizer, path),
            Normalizer = normalizer,
            PreTokenizers = WordSplits.Bert(),
            Decoders = [new WordPieceDecoder("##", cleanup: true)],
            Frame = new TokenFrame(One(Id("cls_token", "[CLS]")), One(Id("sep_token", "[SEP]"))),
            Special = config.SpecialIds(vocabulary, new SpecialIds(null, null, vocabulary.Id("[PAD]"), unknown)),
        };
    }

    private static IReadOnlyList<int> One(int? id) => id is { } there ? [there] : [];
}
