using System.Text;

namespace Assay.Tokenizers.SentencePiece;

/// <summary>What a piece is for; the numbers are the file's.</summary>
internal enum PieceType
{
    Normal = 1,
    Unknown = 2,
    Control = 3,
    UserDefined = 4,
    Unused = 5,
    Byte = 6,
}

/// <summary>A piece with its score, a log-probability for Unigram.</summary>
internal readonly record struct ModelPiece(string Text, float Score, PieceType Type);

/// <summary>The parts of a tokenizer.model (SentencePiece's ModelProto) that encoding needs.</summary>
internal sealed class SentencePieceModel
{
    public const int Unigram = 1;
    public const int Bpe = 2;

    public List<ModelPiece> Pieces { get; } = [];

    /// <summary><see cref="Unigram"/>, <see cref="Bpe"/>, 3 for words or 4 for characters.</summary>
    public int ModelType { get; private set; } = Unigram;

    public bool ByteFallback { get; private set; }

    public bool BlankAsSuffix { get; private set; }

    /// <summary>Names of the special pieces.</summary>
    public string Bos { get; private set; } = "<s>";

    public string Eos { get; private set; } = "</s>";

    public string Pad { get; private set; } = "<pad>";

    public byte[] CharsMap { get; private set; } = [];

    public bool AddDummyPrefix { get; private set; } = true;

    public bool RemoveExtraBlanks { get; private set; } = true;

    public bool EscapeBlanks { get; private set; } = true;

    /// <exception cref="InputException">The file is cut off or no SentencePiece model.</exception>
    public static SentencePieceModel Read(ReadOnlySpan<byte> bytes, string where)
    {
        var model = new SentencePieceModel();
        var fields = new ProtobufReader(bytes, where);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1:
                    model.Pieces.Add(ReadPiece(fields.Bytes, where));
                    break;
                case 2:
                    model.ReadTrainer(fields.Bytes, where);
                    break;
                case 3:
                    model.ReadNormalizer(fields.Bytes, where);
                    break;
            }
        }
        return model.Pieces.Count > 0
            ? model
            : throw new InputException("the file has no pieces", where, "fetch the file again");
    }

    private static ModelPiece ReadPiece(ReadOnlySpan<byte> bytes, string where)
    {
        var (text, score, type) = ("", 0f, PieceType.Normal);
        var fields = new ProtobufReader(bytes, where);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1:
                    text = Encoding.UTF8.GetString(fields.Bytes);
                    break;
                case 2:
                    score = fields.Single;
                    break;
                case 3:
                    type = (PieceType)fields.Number;
                    break;
            }
        }
        return new ModelPiece(text, score, type);
    }

    private void ReadTrainer(ReadOnlySpan<byte> bytes, string where)
    {
        var fields = new ProtobufReader(bytes, where);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 3:
                    ModelType = (int)Math.Min(fields.Number, int.MaxValue);
                    break;
                case 24:
                    BlankAsSuffix = fields.Number != 0;
                    break;
                case 35:
                    ByteFallback = fields.Number != 0;
                    break;
                case 46:
                    Bos = Encoding.UTF8.GetString(fields.Bytes);
                    break;
                case 47:
                    Eos = Encoding.UTF8.GetString(fields.Bytes);
                    break;
                case 48:
                    Pad = Encoding.UTF8.GetString(fields.Bytes);
                    break;
            }
        }
    }

    private void ReadNormalizer(ReadOnlySpan<byte> bytes, string where)
    {
        var fields = new ProtobufReader(bytes, where);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 2:
                    CharsMap = fields.Bytes.ToArray();
                    break;
                case 3:
                    AddDummyPrefix = fields.Number != 0;
                    break;
                case 4:
                    RemoveExtraBlanks = fields.Number != 0;
                    break;
                case 5:
                    EscapeBlanks = fields.Number != 0;
                    break;
            }
        }
    }
}
