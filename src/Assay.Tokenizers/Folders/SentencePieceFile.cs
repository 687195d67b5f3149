using Assay.Tokenizers.Decoding;
using Assay.Tokenizers.Models;
using Assay.Tokenizers.Normalizers;
using Assay.Tokenizers.Patterns;
using Assay.Tokenizers.SentencePiece;
using Assay.Tokenizers.Vocabularies;

namespace Assay.Tokenizers.Folders;

/// <summary>Makes a tokenizer of a tokenizer.model, a SentencePiece model of the kinds BPE and Unigram.</summary>
internal static class SentencePieceFile
{
    // SentencePiece makes user-defined pieces so likely that hardly anything beats them.
    private const double UserDefinedScore = -0.1f;

    public static TokenizerParts Read(string path, FolderConfig config)
    {
        var bytes = ModelFile.ReadBytes(path);
        if (LooksLikeTiktoken(bytes))
        {
            throw new InputException(
                "the file is a list of tiktoken ranks, which does not tell how text is split",
                path,
                "put the model's tokenizer.json beside it"
            );
        }
        var model = SentencePieceModel.Read(bytes, path);
        var vocabulary = new Vocabulary(path);
        for (var id = 0; id < model.Pieces.Count; id++)
        {
            vocabulary.AddUnlessTaken(model.Pieces[id].Text, id);
        }
        var frame = TokenFrame.None;
        if (config.ClassName == ChatGlm.ClassName)
        {
            frame = ChatGlm.Enter(vocabulary);
        }
        var userDefined = UserDefined(model);
        var tokens = AddedTokens(model, config, vocabulary);
        var unknown = FirstOf(model, PieceType.Unknown) ?? throw Wrong(path, "no piece is the unknown one");
        var special = config.SpecialIds(
            vocabulary,
            new SpecialIds(vocabulary.Id(model.Bos), vocabulary.Id(model.Eos), vocabulary.Id(model.Pad), unknown)
        );
        return new TokenizerParts(Kind(model, path), vocabulary, Model(model, vocabulary, userDefined, unknown, path))
        {
            Normalizer = new SentencePieceNormalizer(
                new NormalizerOptions(
                    model.CharsMap.Length > 0 ? new CharsMap(model.CharsMap, path) : null,
                    config.Flag("add_prefix_space") ?? model.AddDummyPrefix,
                    OnlyAtStart: config.Flag("legacy") == false,
                    model.RemoveExtraBlanks,
                    model.EscapeBlanks,
                    model.BlankAsSuffix
                ),
                userDefined
            ),
            AddedTokens = Vocabularies.AddedTokens.Build(tokens, vocabulary, normalizer: null, path),
            Decoders = Decoders(model, config),
            Frame = config.Frame(frame, special),
            Special = special,
        };
    }

    private static string Kind(SentencePieceModel model, string path) =>
        model.ModelType switch
        {
            SentencePieceModel.Unigram => TokenizerKinds.Unigram,
            SentencePieceModel.Bpe => TokenizerKinds.SentencePieceBpe,
            _ => throw Wrong(path, "the model is neither BPE nor Unigram"),
        };

    private static ITokenModel Model(
        SentencePieceModel model,
        Vocabulary vocabulary,
        PrefixIndex? userDefined,
        int unknown,
        string path
    )
    {
        var normal = model
            .Pieces.Select((piece, id) => (piece, id))
            .Where(entry =>
                entry.piece.Type is PieceType.Normal or PieceType.UserDefined && entry.piece.Text.Length > 0
            )
            .DistinctBy(entry => entry.piece.Text, StringComparer.Ordinal)
            .ToList();
        var bytes = model.ByteFallback
            ? ByteToken.Table(vocabulary.Id) ?? throw Wrong(path, "a piece for one of the 256 bytes is missing")
            : null;
        if (model.ModelType == SentencePieceModel.Bpe)
        {
            return new ScoredBpeModel(
                normal.ToDictionary(
                    entry => entry.piece.Text,
                    entry => new ScoredPiece(entry.id, entry.piece.Score),
                    StringComparer.Ordinal
                ),
                unknown,
                bytes is null ? null : value => bytes[value],
                userDefined
            );
        }
        var scores = normal
            .Where(entry => entry.piece.Type == PieceType.Normal)
            .Select(entry => (double)entry.piece.Score);
        return new UnigramModel(
            normal.Select(entry => KeyValuePair.Create(entry.piece.Text, entry.id)),
            [.. model.Pieces.Select(piece => piece.Type == PieceType.UserDefined ? UserDefinedScore : piece.Score)],
            scores.DefaultIfEmpty().Min(),
            unknown,
            bytes?.Select(id => (int?)id).ToArray(),
            singlePrecision: true,
            path
        );
    }

    private static PrefixIndex? UserDefined(SentencePieceModel model)
    {
        var pieces = model
            .Pieces.Select((piece, id) => (piece, id))
            .Where(entry => entry.piece.Type == PieceType.UserDefined)
            .Select(entry => KeyValuePair.Create(entry.piece.Text, entry.id))
            .ToList();
        return pieces.Count > 0 ? new PrefixIndex(pieces) : null;
    }

    private static List<AddedToken> AddedTokens(SentencePieceModel model, FolderConfig config, Vocabulary vocabulary)
    {
        var tokens = AddedTokenReader.Enter([.. config.AddedTokens], config, vocabulary);
        if (config.ClassName == ChatGlm.ClassName)
        {
            tokens.AddRange(ChatGlm.Tokens.Where(added => tokens.TrueForAll(token => token.Content != added.Content)));
        }
        var known = tokens.Select(token => token.Content).ToHashSet(StringComparer.Ordinal);
        foreach (var piece in model.Pieces)
        {
            if (piece.Type is PieceType.Control or PieceType.Unknown && piece.Text.Length > 0 && known.Add(piece.Text))
            {
                tokens.Add(new AddedToken(piece.Text, Special: true, Normalized: false));
            }
        }
        return tokens;
    }

    private static IReadOnlyList<IDecoder> Decoders(SentencePieceModel model, FolderConfig config)
    {
        var prefix = config.Flag("add_prefix_space") ?? model.AddDummyPrefix;
        return
        [
            new ReplaceDecoder(new LiteralPattern("\u2581"), " "),
            .. model.ByteFallback ? [new ByteFallbackDecoder()] : Array.Empty<IDecoder>(),
            new FuseDecoder(),
            .. !prefix
                ? Array.Empty<IDecoder>()
                :
                [
                    model.BlankAsSuffix
                        ? new StripDecoder(' ', 0, 1)
                        : new StripDecoder(' ', model.RemoveExtraBlanks ? int.MaxValue : 1, 0),
                ],
        ];
    }

    private static int? FirstOf(SentencePieceModel model, PieceType type) =>
        model.Pieces.FindIndex(piece => piece.Type == type) is var id and >= 0 ? id : null;

    // Lines of base64, a blank and a number.
    private static bool LooksLikeTiktoken(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 4
        && bytes.IndexOf((byte)' ') is > 0 and < 64 and var blank
        && char.IsAsciiDigit((char)bytes[Math.Min(blank + 1, bytes.Length - 1)])
        && System.Buffers.Text.Base64.IsValid(bytes[..blank]);

    private static InputException Wrong(string path, string what) => new(what, path, "fetch the file again");
}
