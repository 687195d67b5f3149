using Assay.Models.Local.Engine;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Assay.Models.Local.OnnxFolders;

/// <summary>What a graph is given for new tokens of one slot: as much as it asks for.</summary>
internal sealed class GraphInputs : IDisposable
{
    private readonly PassInputs lent = new();
    private readonly List<string> names = [];
    private readonly List<OrtValue> values = [];

    public GraphInputs(GraphLayout layout, SlotCache slot, ReadOnlySpan<int> tokens)
    {
        Add(layout.Ids, tokens.ToArray());
        Add(layout.Mask, [.. Enumerable.Repeat(1, slot.Tokens + tokens.Length)]);
        Add(layout.Positions, [.. Enumerable.Range(slot.Tokens, tokens.Length)]);
        if (layout.Branch is { } branch)
        {
            names.Add(branch);
            values.Add(lent.Add([slot.Tokens > 0], 1));
        }
        names.AddRange(layout.Cache.Select(tensor => tensor.Past));
        values.AddRange(slot.Values);
    }

    public IReadOnlyCollection<string> Names => names;

    /// <summary>In the order of the names. Those of the cache stay the slot's.</summary>
    public IReadOnlyCollection<OrtValue> Values => values;

    public void Dispose() => lent.Dispose();

    private void Add(IntegerInput? input, int[] numbers)
    {
        if (input is not null)
        {
            names.Add(input.Name);
            values.Add(
                input.Type == TensorElementType.Int64
                    ? lent.Add(Array.ConvertAll(numbers, number => (long)number), 1, numbers.Length)
                    : lent.Add(numbers, 1, numbers.Length)
            );
        }
    }
}
