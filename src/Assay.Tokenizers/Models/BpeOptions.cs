namespace Assay.Tokenizers.Models;

/// <summary>What a BPE model of tokenizer.json says besides its vocabulary and merges.</summary>
/// <param name="UnknownId">What stands for a character that has no token; null leaves it out.</param>
/// <param name="FuseUnknown">Whether neighbouring unknown characters become one token.</param>
/// <param name="ByteFallback">Ids of the tokens of single bytes, for characters that have no token.</param>
/// <param name="IgnoreMerges">Whether a word that is itself a token is taken whole.</param>
/// <param name="ContinuingPrefix">Spelt before each character of a word but the first.</param>
/// <param name="EndSuffix">Spelt after the last character of a word.</param>
/// <param name="Seams">Where long words may be cut, where that is of use.</param>
internal sealed record BpeOptions(
    int? UnknownId = null,
    bool FuseUnknown = false,
    int?[]? ByteFallback = null,
    bool IgnoreMerges = false,
    string? ContinuingPrefix = null,
    string? EndSuffix = null,
    Seams? Seams = null
);
