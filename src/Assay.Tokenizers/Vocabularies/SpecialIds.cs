namespace Assay.Tokenizers.Vocabularies;

/// <summary>The ids of the tokens with a name; null where the model has none.</summary>
internal sealed record SpecialIds(int? Bos, int? Eos, int? Pad, int? Unknown);
