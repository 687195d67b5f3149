using System.Numerics.Tensors;
using Assay.Models.Local.Description;
using Assay.Models.Local.Weights;

namespace Assay.Models.Local.Engine;

/// <summary>Looks tokens up in the mapped file, so that a table that is stored in 16 bits is never held in 32.</summary>
internal sealed class EmbeddingLookup
{
    private readonly DecoderDescription model;
    private readonly Weight table;
    private readonly Weight? positions;
    private readonly float scale;

    public EmbeddingLookup(DecoderDescription model, WeightStore store)
    {
        this.model = model;
        table = store.Get(model.Embedding.Table).Expect(model.Vocabulary, model.Hidden);
        positions = model.Embedding.Positions is { } name ? Positions(store.Get(name)) : null;
        Span<float> rounded = [(float)model.Embedding.Scale];
        WeightConversion.Round(rounded, table.Type.Precision());
        scale = rounded[0];
    }

    // A context that is made shorter leaves rows over.
    private Weight Positions(Weight learned) => learned.Expect(Math.Max(model.Context, learned.Rows), model.Hidden);

    /// <summary>The hidden states of a pass's tokens, [tokens, hidden].</summary>
    public float[] Look(Pass pass)
    {
        var states = new float[pass.Tokens.Length * model.Hidden];
        var position = positions is null ? [] : new float[model.Hidden];
        for (var i = 0; i < pass.Tokens.Length; i++)
        {
            var row = states.AsSpan(i * model.Hidden, model.Hidden);
            WeightConversion.CopyRow(table, pass.Tokens[i], row);
            if (scale is not 1)
            {
                TensorPrimitives.Multiply(row, scale, row);
            }
            if (positions is { } learned)
            {
                WeightConversion.CopyRow(learned, pass.Position(i), position);
                TensorPrimitives.Add(row, position, row);
            }
        }
        return states;
    }
}
