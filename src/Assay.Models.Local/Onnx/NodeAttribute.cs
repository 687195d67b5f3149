namespace Assay.Models.Local.Onnx;

/// <summary>A setting of an ONNX node: an integer, a real number or a word.</summary>
internal readonly record struct NodeAttribute(string Name, object Value)
{
    public static implicit operator NodeAttribute((string Name, long Value) pair) => new(pair.Name, pair.Value);

    public static implicit operator NodeAttribute((string Name, float Value) pair) => new(pair.Name, pair.Value);

    public static implicit operator NodeAttribute((string Name, string Value) pair) => new(pair.Name, pair.Value);

    /// <summary>Writes it as an <c>AttributeProto</c>.</summary>
    public void Write(ProtoWriter writer)
    {
        writer.Text(1, Name);
        switch (Value)
        {
            case float number:
                writer.Float(2, number);
                writer.Int(20, 1);
                break;
            case long number:
                writer.Int(3, number);
                writer.Int(20, 2);
                break;
            default:
                writer.Text(4, (string)Value);
                writer.Int(20, 3);
                break;
        }
    }
}
