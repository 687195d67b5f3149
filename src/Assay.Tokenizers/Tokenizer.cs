using System.Text;

namespace Assay.Tokenizers;

/// <summary>
/// Text to token ids and back, as one model defines it. All members may be called from several threads at once.
/// </summary>
public abstract class Tokenizer
{
    /// <summary>What splits words into tokens: "byte-level BPE", "SentencePiece BPE", "Unigram", "WordPiece" or
    /// "WordLevel".</summary>
    public abstract string Kind { get; }

    /// <summary>The largest id plus one. Some ids below it may be of no token.</summary>
    public abstract int VocabularySize { get; }

    /// <summary>The token that begins a text; null when the model has none.</summary>
    public abstract int? BosId { get; }

    /// <summary>The token that ends a text; null when the model has none.</summary>
    public abstract int? EosId { get; }

    /// <summary>The token that fills up batches; null when the model has none.</summary>
    public abstract int? PadId { get; }

    /// <summary>The token that stands for what the vocabulary cannot spell; null when the model has none.</summary>
    public abstract int? UnknownId { get; }

    /// <summary>Whether <see cref="Encode"/> with special tokens begins with <see cref="BosId"/>.</summary>
    public abstract bool AddsBos { get; }

    /// <summary>The ids of a text.</summary>
    /// <param name="text">Any text. Half a surrogate pair counts as U+FFFD.</param>
    /// <param name="addSpecial">Whether the tokens that the model puts around a text (such as BOS) are put.</param>
    /// <param name="parseSpecial">Whether special tokens that are spelt out in the text become their ids; otherwise they
    /// are plain text.</param>
    /// <exception cref="InputException">A pattern of the model folder takes too long on this text.</exception>
    public abstract IReadOnlyList<int> Encode(string text, bool addSpecial = true, bool parseSpecial = true);

    /// <summary>
    /// The text of ids. Ids of no token have no text. Blanks before punctuation are kept even where a folder's
    /// clean_up_tokenization_spaces would drop them: what was encoded comes back.
    /// </summary>
    /// <param name="ids">What <see cref="Encode"/> gave or a model generated.</param>
    /// <param name="skipSpecial">Whether special tokens are left out.</param>
    public string Decode(ReadOnlySpan<int> ids, bool skipSpecial = true) =>
        Decode(ids.ToArray().AsEnumerable(), skipSpecial);

    /// <inheritdoc cref="Decode(ReadOnlySpan{int}, bool)"/>
    public string Decode(IEnumerable<int> ids, bool skipSpecial = true)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var decoder = StartDecoder(skipSpecial);
        var text = new StringBuilder();
        foreach (var id in ids)
        {
            text.Append(decoder.Append(id));
        }
        return text.Append(decoder.Flush()).ToString();
    }

    /// <summary>Begins to decode ids one at a time.</summary>
    /// <param name="skipSpecial">Whether special tokens are left out.</param>
    /// <param name="continues">Whether the ids go on from a text before them, so that a leading blank belongs to the text
    /// even where the model drops that of a text's first word.</param>
    public abstract TokenDecoder StartDecoder(bool skipSpecial = true, bool continues = false);

    /// <summary>The raw bytes of one token in the middle of a text: UTF-8, perhaps a part of a character. Empty for an id of
    /// no token.</summary>
    public abstract byte[] BytesOf(int id);

    /// <summary>The token as the vocabulary spells it, to be shown. Empty for an id of no token.</summary>
    public abstract string TokenText(int id);

    /// <summary>The id of a token as the vocabulary spells it, or null.</summary>
    public abstract int? IdOf(string token);

    /// <summary>Whether the token steers the model and is no text of its own.</summary>
    public abstract bool IsSpecial(int id);

    /// <summary>How many tokens a text has, without those put around it.</summary>
    /// <exception cref="InputException">As <see cref="Encode"/>.</exception>
    public virtual int Count(string text) => Encode(text, addSpecial: false).Count;
}
