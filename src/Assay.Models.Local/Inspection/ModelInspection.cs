using System.Collections.Immutable;
using Assay.Models.Local.Architectures;
using Assay.Models.Local.Description;
using Assay.Models.Local.Folders;
using Assay.Models.Local.Weights;

namespace Assay.Models.Local.Inspection;

/// <summary>
/// What is known of a model folder without loading it: from its settings, its tokenizer, and the headers of its weights.
/// </summary>
public sealed record ModelInspection
{
    /// <summary>The folder, or the llama2.c file.</summary>
    public required string Path { get; init; }

    /// <summary>How the weights are kept.</summary>
    public required ModelFormat Format { get; init; }

    /// <summary>The architecture's name: <c>llama</c>, <c>qwen2</c>, …; null when the settings name none.</summary>
    public string? ModelType { get; init; }

    /// <summary>Layers, heads, widths.</summary>
    public required ModelShape Shape { get; init; }

    /// <summary>How many numbers the model has, shared ones counted once; null for a model that is not known.</summary>
    public long? Parameters { get; init; }

    /// <summary>The number types in the files: <c>bfloat16</c>; several where weights differ.</summary>
    public ImmutableArray<string> StoredAs { get; init; } = [];

    /// <summary>Bytes by precision; null for a model that is not known.</summary>
    public WeightSizes? Sizes { get; init; }

    /// <summary>The tokenizer; null where it cannot be read.</summary>
    public TokenizerFacts? Tokenizer { get; init; }

    /// <summary>The chat template; null where it cannot be read.</summary>
    public TemplateFacts? Template { get; init; }

    /// <summary>Whether the hub's own programs would run code out of the folder. Here it is never run.</summary>
    public bool NeedsRemoteCode { get; init; }

    /// <summary>Why the model does not run; null when nothing stands against it.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether the model runs.</summary>
    public bool Runs => Problem is null;

    /// <summary>Looks into a model.</summary>
    /// <param name="path">A folder, or a llama2.c file.</param>
    /// <param name="name">The name by which a template is guessed where the folder has none; null for the path.</param>
    /// <exception cref="InputException">There is no model, or its files are damaged.</exception>
    public static ModelInspection Of(string path, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        var folder = ModelFolder.Open(path);
        var found = new ModelInspection
        {
            Path = folder.Path,
            Format = folder.Format,
            ModelType = Try(() => folder.ModelType, out var noType),
            Shape = ModelShape.Of(folder.Config),
            StoredAs = folder.TorchDtype is { } type ? [type] : [],
            NeedsRemoteCode = folder.NeedsRemoteCode,
        };
        // What a graph is made of is known only to ONNX Runtime.
        var weighed = folder.Format == ModelFormat.Onnx ? found : Weigh(found, folder);
        return weighed with
        {
            Tokenizer = Try(() => Tokens(folder, weighed.Shape.Vocabulary), out var noTokenizer),
            Template = Try(() => TemplateFacts.Of(folder, name ?? path), out var noTemplate),
            Problem = noType ?? weighed.Problem ?? noTokenizer ?? noTemplate,
        };
    }

    private static ModelInspection Weigh(ModelInspection found, ModelFolder folder)
    {
        using var store = folder.OpenWeights();
        var model = Try(() => Architecture.Of(folder.Config).Describe(folder.Config, store), out var problem);
        if (model is null)
        {
            return found with { Problem = problem };
        }
        var used = UsedWeights.Of(model).ToArray();
        var sizes = Try(() => Checked(model, store, used), out problem);
        return found with
        {
            Shape = ModelShape.Of(model),
            Parameters = used.DistinctBy(weight => weight.Key).Sum(weight => weight.Elements),
            StoredAs = sizes is null ? found.StoredAs : Types(used, store),
            Sizes = sizes,
            Problem = problem,
        };
    }

    private static WeightSizes Checked(DecoderDescription model, WeightStore store, UsedWeight[] used)
    {
        foreach (var weight in used)
        {
            weight.In(store);
        }
        return WeightSizes.Of(model, store);
    }

    private static ImmutableArray<string> Types(UsedWeight[] used, WeightStore store) =>
        [
            .. used.Select(weight => weight.In(store))
                .GroupBy(weight => weight.Type, weight => weight.Bytes)
                .OrderByDescending(type => type.Sum())
                .Select(type => type.Key.ToString().ToLowerInvariant()),
        ];

    private static TokenizerFacts Tokens(ModelFolder folder, int? vocabulary)
    {
        var tokenizer = LoadedFolder.TokenizerOf(folder, vocabulary ?? 0);
        return new TokenizerFacts(tokenizer.Kind, tokenizer.VocabularySize);
    }

    private static T? Try<T>(Func<T?> look, out string? problem)
        where T : class
    {
        try
        {
            problem = null;
            return look();
        }
        catch (InputException e)
        {
            problem = e.Message;
            return null;
        }
    }
}
