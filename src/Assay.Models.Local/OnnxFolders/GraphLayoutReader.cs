using System.Collections.Immutable;
using Assay.Models.Local.Folders;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Assay.Models.Local.OnnxFolders;

/// <summary>Reads a graph's layout from what its session says, and refuses a graph that is no decoder with a cache.</summary>
internal sealed class GraphLayoutReader
{
    private const string Export =
        "export it with 'optimum-cli export onnx --task text-generation-with-past' or ONNX Runtime GenAI's model builder";

    // Above what any model has; a shape is multiplied out.
    private const int Most = 1 << 20;

    private readonly string file;
    private readonly TensorNames names;
    private readonly int? vocabulary;
    private readonly IReadOnlyDictionary<string, NodeMetadata> inputs;
    private readonly IReadOnlyDictionary<string, NodeMetadata> outputs;

    private GraphLayoutReader(string file, InferenceSession session, TensorNames names, int? vocabulary)
    {
        this.file = file;
        this.names = names;
        this.vocabulary = vocabulary;
        inputs = session.InputMetadata;
        outputs = session.OutputMetadata;
    }

    /// <param name="file">The graph's file, named in errors.</param>
    /// <param name="session">The graph.</param>
    /// <param name="names">What its tensors are called.</param>
    /// <param name="vocabulary">The size of the vocabulary where the graph does not fix it.</param>
    /// <exception cref="InputException">An input is unknown, one is missing, or one has an unknown type or shape.</exception>
    public static GraphLayout Read(string file, InferenceSession session, TensorNames names, int? vocabulary) =>
        new GraphLayoutReader(file, session, names, vocabulary).Read();

    private GraphLayout Read()
    {
        RefuseUnknown();
        var logits = Output(names.Logits);
        Check(
            logits.Dimensions is [_, _, -1 or > 0 and <= ModelConfig.LargestCount],
            names.Logits,
            logits,
            "[batch, tokens, vocabulary]"
        );
        return new GraphLayout
        {
            Ids = Integers(names.Ids) ?? throw Refused($"has no input '{Excerpt.Of(names.Ids)}'"),
            Mask = Integers(names.Mask),
            Positions = Integers(names.Positions),
            Branch = Branch(),
            Cache = Cache(),
            Logits = names.Logits,
            Vocabulary =
                Size(logits.Dimensions[2]) ?? vocabulary ?? throw Refused("does not say how large its vocabulary is"),
            LastOnly = logits.Dimensions[1] == 1,
        };
    }

    private void RefuseUnknown()
    {
        foreach (var name in inputs.Keys.Where(name => !IsKnown(name)).Order(StringComparer.Ordinal))
        {
            var encoder =
                name.Contains("encoder", StringComparison.Ordinal)
                || name.Contains(".decoder.", StringComparison.Ordinal);
            throw encoder
                ? Refused(
                    $"takes '{Excerpt.Of(name)}': models of an encoder and a decoder are not run",
                    "take a decoder-only model"
                )
                : Refused($"takes an unknown input '{Excerpt.Of(name)}'");
        }
    }

    private bool IsKnown(string name) =>
        name == names.Ids
        || name == names.Mask
        || name == names.Positions
        || name == names.Branch
        || TensorNames.Layer(names.PastKey, name) is not null
        || TensorNames.Layer(names.PastValue, name) is not null;

    private IntegerInput? Integers(string name)
    {
        if (!inputs.TryGetValue(name, out var input))
        {
            return null;
        }
        var type = Type(name, input, TensorElementType.Int64, TensorElementType.Int32);
        Check(input.Dimensions is [-1 or 1, -1], name, input, "[batch, tokens]");
        return new IntegerInput(name, type);
    }

    private string? Branch()
    {
        if (!inputs.TryGetValue(names.Branch, out var input))
        {
            return null;
        }
        Type(names.Branch, input, TensorElementType.Bool);
        Check(input.Dimensions is [-1 or 1], names.Branch, input, "[1]");
        return names.Branch;
    }

    private ImmutableArray<CacheTensor> Cache()
    {
        var layers = inputs
            .Keys.Select(name => TensorNames.Layer(names.PastKey, name))
            .OfType<int>()
            .Distinct()
            .Order()
            .ToArray();
        return layers.Length > 0
            ?
            [
                .. layers.SelectMany(layer =>
                    new[]
                    {
                        Tensor(layer, names.PastKey, names.PresentKey),
                        Tensor(layer, names.PastValue, names.PresentValue),
                    }
                ),
            ]
            : throw Refused(
                $"has no input '{Excerpt.Of(names.PastKey.Replace("%d", "0", StringComparison.Ordinal))}': without a cache every token would be computed again at each step"
            );
    }

    private CacheTensor Tensor(int layer, string pastPattern, ImmutableArray<string> presentPatterns)
    {
        var past = TensorNames.Name(pastPattern, layer);
        if (!inputs.TryGetValue(past, out var input))
        {
            throw Refused($"has no input '{Excerpt.Of(past)}', though one for its other half");
        }
        var type = Type(past, input, TensorElementType.Float, TensorElementType.Float16);
        Check(
            input.Dimensions is [-1 or 1, > 0 and <= Most, -1, > 0 and <= Most],
            past,
            input,
            "[batch, heads, tokens, head size] with fixed heads and sizes"
        );
        var candidates = presentPatterns.Select(pattern => TensorNames.Name(pattern, layer)).ToArray();
        var present =
            candidates.FirstOrDefault(outputs.ContainsKey)
            ?? throw Refused($"has no output '{Excerpt.Of(candidates[0])}'");
        var output = Output(present);
        return output.ElementDataType == type
            ? new CacheTensor(past, present, type, input.Dimensions[1], input.Dimensions[3])
            : throw Refused(
                $"gives '{Excerpt.Of(present)}' as {Name(output)} and takes '{Excerpt.Of(past)}' as {Name(input)}"
            );
    }

    private NodeMetadata Output(string name)
    {
        if (!outputs.TryGetValue(name, out var output))
        {
            throw Refused($"has no output '{Excerpt.Of(name)}'");
        }
        Type(name, output, TensorElementType.Float, TensorElementType.Float16);
        return output;
    }

    private TensorElementType Type(string name, NodeMetadata node, params TensorElementType[] allowed) =>
        node.OnnxValueType == OnnxValueType.ONNX_TYPE_TENSOR && allowed.Contains(node.ElementDataType)
            ? node.ElementDataType
            : throw Refused(
                $"has '{Excerpt.Of(name)}' as {Name(node)}, not {string.Join(" or ", allowed.Select(type => type.ToString().ToLowerInvariant()))}"
            );

    private void Check(bool fits, string name, NodeMetadata node, string expected)
    {
        if (!fits)
        {
            var shape = string.Join(", ", node.Dimensions.Select(size => size < 0 ? "?" : size.ToString()));
            throw Refused($"has '{Excerpt.Of(name)}' in the shape [{shape}], not {expected}");
        }
    }

    private static int? Size(int dimension) => dimension > 0 ? dimension : null;

    private static string Name(NodeMetadata node) =>
        node.OnnxValueType == OnnxValueType.ONNX_TYPE_TENSOR
            ? node.ElementDataType.ToString().ToLowerInvariant()
            : "no tensor";

    private InputException Refused(string what, string remedy = Export) => new($"the graph {what}", file, remedy);
}
