using Assay.Tokenizers.Decoding;
using Assay.Tokenizers.Models;
using Assay.Tokenizers.Normalizers;
using Assay.Tokenizers.PreTokenizers;
using Assay.Tokenizers.Vocabularies;

namespace Assay.Tokenizers;

/// <summary>What a tokenizer is made of, in the order in which a text passes through it.</summary>
internal sealed record TokenizerParts(string Kind, Vocabulary Vocabulary, ITokenModel Model)
{
    public AddedTokens AddedTokens { get; init; } = AddedTokens.None;

    public INormalizer? Normalizer { get; init; }

    public IReadOnlyList<IPreTokenizer> PreTokenizers { get; init; } = [];

    /// <summary>Whether pieces are written in the byte alphabet before the model sees them.</summary>
    public bool MapsBytes { get; init; }

    /// <summary>Null joins tokens with blanks.</summary>
    public IReadOnlyList<IDecoder>? Decoders { get; init; }

    public TokenFrame Frame { get; init; } = TokenFrame.None;

    public SpecialIds Special { get; init; } = new(null, null, null, null);
}

/// <summary>The ids put before and after those of a text.</summary>
internal sealed record TokenFrame(IReadOnlyList<int> Before, IReadOnlyList<int> After)
{
    public static readonly TokenFrame None = new([], []);
}

/// <summary>The names of the kinds, as they are shown.</summary>
internal static class TokenizerKinds
{
    public const string ByteLevelBpe = "byte-level BPE";
    public const string SentencePieceBpe = "SentencePiece BPE";
    public const string Unigram = "Unigram";
    public const string WordPiece = "WordPiece";
    public const string WordLevel = "WordLevel";
}
