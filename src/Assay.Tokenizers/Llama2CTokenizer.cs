using System.Buffers.Binary;
using System.Text;
using Assay.Tokenizers.Decoding;
using Assay.Tokenizers.Folders;
using Assay.Tokenizers.Models;
using Assay.Tokenizers.SentencePiece;
using Assay.Tokenizers.Vocabularies;

namespace Assay.Tokenizers;

/// <summary>
/// The tokenizer of llama2.c: a file of scored pieces, merged like SentencePiece's BPE; blanks stand for themselves.
/// </summary>
public sealed class Llama2CTokenizer : PipelineTokenizer
{
    private const int Bos = 1;
    private const int FirstByte = 3;
    private const int FirstText = FirstByte + 256;

    private Llama2CTokenizer(TokenizerParts parts)
        : base(parts) { }

    /// <summary>
    /// Reads the file: int32 longest piece, then for each id float32 score, int32 number of bytes, the bytes;
    /// little-endian.
    /// </summary>
    /// <param name="path">The file, often tokenizer.bin.</param>
    /// <param name="vocabularySize">How many pieces it must have; null takes all there are.</param>
    /// <exception cref="InputException">The file cannot be read, is cut off, or has another number of pieces.</exception>
    public static Llama2CTokenizer Open(string path, int? vocabularySize = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        var pieces = Read(path, ModelFile.ReadBytes(path));
        if (vocabularySize is { } size && size != pieces.Count)
        {
            throw new InputException(
                $"the file has {pieces.Count} pieces and the model {size}",
                path,
                "take the tokenizer that belongs to the model"
            );
        }
        return new Llama2CTokenizer(Parts(path, pieces));
    }

    private static List<(string Text, float Score)> Read(string path, ReadOnlySpan<byte> bytes)
    {
        var pieces = new List<(string, float)>();
        var at = sizeof(int);
        while (at < bytes.Length)
        {
            var length = bytes.Length - at < 8 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes[(at + 4)..]);
            if (length < 0 || length > bytes.Length - at - 8)
            {
                throw Damaged(path, $"the file is cut off in piece {pieces.Count}");
            }
            var text = Encoding.UTF8.GetString(bytes.Slice(at + 8, length));
            pieces.Add((text, BinaryPrimitives.ReadSingleLittleEndian(bytes[at..])));
            at += 8 + length;
        }
        if (pieces.Count < FirstText)
        {
            throw Damaged(path, $"the file has {pieces.Count} pieces, but at least {FirstText} are needed");
        }
        return pieces;
    }

    private static InputException Damaged(string path, string what) =>
        new(what, path, "fetch the file again, or check that it is a llama2.c tokenizer");

    private static TokenizerParts Parts(string path, List<(string Text, float Score)> pieces)
    {
        var vocabulary = new Vocabulary(path);
        var scored = new Dictionary<string, ScoredPiece>(StringComparer.Ordinal);
        var added = new List<AddedToken>();
        for (var id = 0; id < pieces.Count; id++)
        {
            // The file writes <s> as "\n<s>\n"; its program never takes these three from a text.
            var text = id < FirstByte ? pieces[id].Text.Trim('\n') : pieces[id].Text;
            vocabulary.AddUnlessTaken(text, id);
            if (id < FirstByte)
            {
                added.Add(new AddedToken(text, Special: true, Normalized: false));
            }
            else if (id >= FirstText && text.Length > 0)
            {
                scored.TryAdd(text, new ScoredPiece(id, pieces[id].Score));
            }
        }
        var model = new ScoredBpeModel(scored, unknownId: 0, byteId: value => FirstByte + value, userDefined: null);
        return new TokenizerParts(TokenizerKinds.SentencePieceBpe, vocabulary, model)
        {
            Normalizer = new DummyPrefix(),
            AddedTokens = AddedTokens.Build(added, vocabulary, normalizer: null, path),
            Decoders = [new ByteFallbackDecoder(), new FuseDecoder(), new StripDecoder(' ', 1, 0)],
            Frame = new TokenFrame([Bos], []),
            Special = new SpecialIds(Bos, 2, null, 0),
        };
    }
}
