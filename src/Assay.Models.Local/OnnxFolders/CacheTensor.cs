using Microsoft.ML.OnnxRuntime.Tensors;

namespace Assay.Models.Local.OnnxFolders;

/// <summary>Keys or values of one layer: [1, heads, tokens, head size].</summary>
/// <param name="Past">The input's name.</param>
/// <param name="Present">The output's name.</param>
/// <param name="Type">float32 or float16.</param>
/// <param name="Heads">Key-value heads.</param>
/// <param name="HeadSize">Numbers of each.</param>
internal sealed record CacheTensor(string Past, string Present, TensorElementType Type, int Heads, int HeadSize)
{
    /// <summary>Bytes of one head of one token.</summary>
    public int RowBytes => HeadSize * (Type == TensorElementType.Float ? sizeof(float) : sizeof(ushort));

    public long[] Shape(int tokens) => [1, Heads, tokens, HeadSize];
}
