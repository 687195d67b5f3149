using Assay.Models.Local.Onnx;
using Assay.Models.Local.Weights;

namespace Assay.Models.Local.Engine;

/// <summary>A weight of the graph that hidden states are multiplied by: blocks of 4 or 8 bits, or floats (0 bits).</summary>
internal readonly record struct GraphMatrix(string Name, int Outputs, int Inputs, int Bits)
{
    // Activations are quantised to 8 bits too, by block: the products then run on integers.
    private const long IntegerProducts = 4;

    public string Packed => $"{Name}.packed";

    public string Scales => $"{Name}.scales";

    public int Blocks => (Inputs + BlockQuantizer.BlockSize - 1) / BlockQuantizer.BlockSize;

    /// <summary>Writes the product; gives <paramref name="to"/>.</summary>
    public string Multiply(GraphBuilder graph, string from, string to) =>
        Bits == 0
            ? graph.RuntimeNode("FusedMatMul", [from, Name], to, ("transB", 1L))
            : graph.RuntimeNode(
                "MatMulNBits",
                [from, Packed, Scales],
                to,
                ("K", (long)Inputs),
                ("N", (long)Outputs),
                ("bits", (long)Bits),
                ("block_size", (long)BlockQuantizer.BlockSize),
                ("accuracy_level", IntegerProducts)
            );
}
