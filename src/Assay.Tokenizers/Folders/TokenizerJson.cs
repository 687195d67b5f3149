using Assay.Tokenizers.Decoding;
using Assay.Tokenizers.PreTokenizers;
using Assay.Tokenizers.Vocabularies;

namespace Assay.Tokenizers.Folders;

/// <summary>Reads tokenizer.json, the whole pipeline of the Rust tokenizers in one file.</summary>
internal static class TokenizerJson
{
    /// <exception cref="InputException">The file is damaged, or asks for what is not supported.</exception>
    public static TokenizerParts Read(string path, FolderConfig config)
    {
        var root = ModelFile.ReadObject(path);
        var vocabulary = new Vocabulary(path);
        var (model, kind) = ModelReader.Read(root.Require("model").Object(), vocabulary);
        var normalizer = root["normalizer"] is { } node ? NormalizerReader.Read(node.Object()) : null;
        var tokens = AddedTokenReader.Merge(
            root["added_tokens"] is { } added ? AddedTokenReader.Read(added) : [],
            config.AddedTokens
        );
        var known = AddedTokenReader.Enter(tokens, config, vocabulary);
        var steps = root["pre_tokenizer"] is { } pre ? PreTokenizerReader.Read(pre.Object()) : [];
        var mapsBytes = steps is [.., ByteLevel];
        var decoders = root["decoder"] is { } decoder ? DecoderReader.Read(decoder.Object()) : null;
        var special = config.SpecialIds(
            vocabulary,
            new SpecialIds(null, null, null, ModelReader.UnknownId(root.Require("model"), vocabulary))
        );
        return new TokenizerParts(Kind(kind, mapsBytes, decoders), vocabulary, model)
        {
            AddedTokens = Vocabularies.AddedTokens.Build(known, vocabulary, normalizer, path),
            Normalizer = normalizer,
            PreTokenizers = mapsBytes ? [.. steps.SkipLast(1), ((ByteLevel)steps[^1]).WithoutMapping()] : steps,
            MapsBytes = mapsBytes,
            Decoders = decoders,
            Frame = config.Frame(
                root["post_processor"] is { } post ? FrameReader.Read(post.Object()) : TokenFrame.None,
                special
            ),
            Special = special,
        };
    }

    private static string Kind(string kind, bool mapsBytes, IReadOnlyList<IDecoder>? decoders) =>
        kind == TokenizerKinds.SentencePieceBpe
        && (mapsBytes || decoders?.Any(step => step is ByteLevelDecoder) == true)
            ? TokenizerKinds.ByteLevelBpe
            : kind;
}
