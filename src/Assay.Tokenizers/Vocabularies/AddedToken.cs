namespace Assay.Tokenizers.Vocabularies;

/// <summary>A token that is looked for in the text itself, before anything else is done with it.</summary>
/// <param name="Content">How it is spelt.</param>
/// <param name="Special">Whether it steers the model.</param>
/// <param name="Normalized">Whether it is looked for in the normalised text, itself normalised.</param>
/// <param name="SingleWord">Whether it must not touch a letter, digit or underscore.</param>
/// <param name="LeftStrip">Whether it takes in the white space before it.</param>
/// <param name="RightStrip">Whether it takes in the white space after it.</param>
internal sealed record AddedToken(
    string Content,
    bool Special,
    bool Normalized,
    bool SingleWord = false,
    bool LeftStrip = false,
    bool RightStrip = false
);
