using Assay.Tokenizers.Decoding;
using Assay.Tokenizers.Models;
using Assay.Tokenizers.PreTokenizers;

namespace Assay.Tokenizers;

/// <summary>
/// A tokenizer in the usual steps: added tokens are cut out, the text between is normalised and split into words, each word
/// into tokens.
/// </summary>
public class PipelineTokenizer : Tokenizer
{
    private readonly TokenizerParts parts;
    private readonly PieceEncoder words;
    private readonly DecoderChain decoders;

    internal PipelineTokenizer(TokenizerParts parts)
    {
        this.parts = parts;
        words = new PieceEncoder(parts.Model, parts.MapsBytes);
        decoders = new DecoderChain(parts.Decoders);
    }

    /// <inheritdoc/>
    public override string Kind => parts.Kind;

    /// <inheritdoc/>
    public override int VocabularySize => parts.Vocabulary.Size;

    /// <inheritdoc/>
    public override int? BosId => parts.Special.Bos;

    /// <inheritdoc/>
    public override int? EosId => parts.Special.Eos;

    /// <inheritdoc/>
    public override int? PadId => parts.Special.Pad;

    /// <inheritdoc/>
    public override int? UnknownId => parts.Special.Unknown;

    /// <inheritdoc/>
    public override bool AddsBos => BosId is { } bos && parts.Frame.Before.Contains(bos);

    /// <inheritdoc/>
    public override IReadOnlyList<int> Encode(string text, bool addSpecial = true, bool parseSpecial = true)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = WellFormed.Text(text);
        var ids = new List<int>((text.Length / 3) + 4);
        if (addSpecial)
        {
            ids.AddRange(parts.Frame.Before);
        }
        foreach (var part in parts.AddedTokens.Raw.Cut(text, parseSpecial))
        {
            if (part.Id is { } id)
            {
                ids.Add(id);
            }
            else
            {
                var raw = part.Length == text.Length ? text : text.Substring(part.Start, part.Length);
                EncodeRaw(raw, part.Start == 0, parseSpecial, ids);
            }
        }
        if (addSpecial)
        {
            ids.AddRange(parts.Frame.After);
        }
        return ids;
    }

    /// <inheritdoc/>
    public override TokenDecoder StartDecoder(bool skipSpecial = true, bool continues = false) =>
        new PipelineDecoder(parts.Vocabulary, decoders.Start(continues), skipSpecial);

    /// <inheritdoc/>
    public override byte[] BytesOf(int id) =>
        parts.Vocabulary.Text(id) is { } text ? decoders.BytesOf(text, parts.Vocabulary.IsAdded(id)) : [];

    /// <inheritdoc/>
    public override string TokenText(int id) => parts.Vocabulary.Text(id) ?? "";

    /// <inheritdoc/>
    public override int? IdOf(string token) => parts.Vocabulary.Id(token);

    /// <inheritdoc/>
    public override bool IsSpecial(int id) => parts.Vocabulary.IsSpecial(id);

    private void EncodeRaw(string raw, bool atStart, bool parseSpecial, List<int> ids)
    {
        var text = parts.Normalizer?.Normalize(raw, atStart) ?? raw;
        foreach (var part in parts.AddedTokens.Normalized.Cut(text, parseSpecial))
        {
            if (part.Id is { } id)
            {
                ids.Add(id);
                continue;
            }
            foreach (var word in Split(new Piece(text, part.Start, part.Length, atStart && part.Start == 0)))
            {
                words.Encode(word.Span, ids);
            }
        }
    }

    private List<Piece> Split(Piece whole)
    {
        var pieces = new List<Piece> { whole };
        foreach (var step in parts.PreTokenizers)
        {
            var next = new List<Piece>(pieces.Count);
            foreach (var piece in pieces)
            {
                step.Split(piece, next);
            }
            pieces = next;
            Growth.Check(whole.Length, pieces.Sum(piece => (long)piece.Length));
        }
        return pieces;
    }
}
