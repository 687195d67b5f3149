using System.Numerics;
using System.Numerics.Tensors;

namespace Assay.Train.Model;

/// <summary>The gated unit of Shazeer 2020: <c>silu(gate) × up</c>, with <c>silu(g) = g σ(g)</c>.</summary>
internal static class SwiGlu
{
    /// <summary>One row forward; <paramref name="gateUp"/> holds the gates and then what they let through.</summary>
    public static void Forward<T>(ReadOnlySpan<T> gateUp, Span<T> product)
        where T : IFloatingPointIeee754<T>
    {
        var gate = gateUp[..product.Length];
        TensorPrimitives.Sigmoid(gate, product);
        TensorPrimitives.Multiply(product, gate, product);
        TensorPrimitives.Multiply(product, gateUp[product.Length..], product);
    }

    /// <summary>One row backward; overwrites the gradient.</summary>
    public static void Backward<T>(ReadOnlySpan<T> gateUp, ReadOnlySpan<T> dProduct, Span<T> dGateUp, Span<T> scratch)
        where T : IFloatingPointIeee754<T>
    {
        var hidden = dProduct.Length;
        var gate = gateUp[..hidden];
        var up = gateUp[hidden..];
        var dGate = dGateUp[..hidden];
        var dUp = dGateUp[hidden..];
        TensorPrimitives.Sigmoid(gate, scratch);
        TensorPrimitives.Multiply(gate, scratch, dUp);
        // silu' = σ (1 + g − silu)
        TensorPrimitives.Subtract(gate, dUp, dGate);
        TensorPrimitives.Add(dGate, T.One, dGate);
        TensorPrimitives.Multiply<T>(dGate, scratch, dGate);
        TensorPrimitives.Multiply(dGate, up, dGate);
        TensorPrimitives.Multiply(dGate, dProduct, dGate);
        TensorPrimitives.Multiply(dUp, dProduct, dUp);
    }
}
