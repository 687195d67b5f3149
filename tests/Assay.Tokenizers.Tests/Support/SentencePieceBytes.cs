using System.Text;
using Assay.Tokenizers.SentencePiece;

namespace Assay.Tokenizers.Tests.Support;

/// <summary>Writes a tokenizer.model: protobuf by hand.</summary>
internal sealed class SentencePieceBytes
{
    private readonly List<byte> bytes = [];

    public SentencePieceBytes Piece(string text, float score = 0, PieceType type = PieceType.Normal)
    {
        var piece = new List<byte>();
        Bytes(piece, 1, Encoding.UTF8.GetBytes(text));
        piece.Add((2 << 3) | 5);
        piece.AddRange(BitConverter.GetBytes(score));
        Number(piece, 3, (int)type);
        Bytes(bytes, 1, piece.ToArray());
        return this;
    }

    /// <summary>The usual three: &lt;unk&gt;, &lt;s&gt;, &lt;/s&gt;.</summary>
    public SentencePieceBytes Specials() =>
        Piece("<unk>", 0, PieceType.Unknown).Piece("<s>", 0, PieceType.Control).Piece("</s>", 0, PieceType.Control);

    public SentencePieceBytes AllBytes()
    {
        for (var value = 0; value < 256; value++)
        {
            Piece($"<0x{value:X2}>", 0, PieceType.Byte);
        }
        return this;
    }

    public SentencePieceBytes Trainer(int modelType, bool byteFallback = false)
    {
        var trainer = new List<byte>();
        Number(trainer, 3, modelType);
        Number(trainer, 35, byteFallback ? 1 : 0);
        Bytes(bytes, 2, trainer.ToArray());
        return this;
    }

    public SentencePieceBytes Normalizer(
        bool dummyPrefix = true,
        bool removeExtraBlanks = false,
        byte[]? charsMap = null
    )
    {
        var normalizer = new List<byte>();
        if (charsMap is not null)
        {
            Bytes(normalizer, 2, charsMap);
        }
        Number(normalizer, 3, dummyPrefix ? 1 : 0);
        Number(normalizer, 4, removeExtraBlanks ? 1 : 0);
        Bytes(bytes, 3, normalizer.ToArray());
        return this;
    }

    public byte[] ToArray() => [.. bytes];

    /// <summary>Opens a folder with this model and perhaps a tokenizer_config.json.</summary>
    public Tokenizer Open(string? config = null)
    {
        using var folder = new Testing.TemporaryFolder();
        File.WriteAllBytes(folder["tokenizer.model"], ToArray());
        if (config is not null)
        {
            folder.Write("tokenizer_config.json", config);
        }
        return TokenizerFolder.Open(folder.Path);
    }

    private static void Bytes(List<byte> to, int field, byte[] content)
    {
        Varint(to, (field << 3) | 2);
        Varint(to, content.Length);
        to.AddRange(content);
    }

    private static void Number(List<byte> to, int field, int number)
    {
        Varint(to, field << 3);
        Varint(to, number);
    }

    private static void Varint(List<byte> to, int number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            to.Add((byte)(number | 0x80));
        }
        to.Add((byte)number);
    }
}
