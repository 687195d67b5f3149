using System.Collections.Immutable;
using System.Globalization;

namespace Assay.Models.Local.OnnxFolders;

/// <summary>
/// What the inputs and outputs of a decoder's graph are called: Optimum's names, or those that <c>genai_config.json</c> states.
/// <c>%d</c> stands for the layer's number.
/// </summary>
internal sealed record TensorNames
{
    public string Ids { get; init; } = "input_ids";

    public string Mask { get; init; } = "attention_mask";

    public string Positions { get; init; } = "position_ids";

    /// <summary>Optimum's switch of merged decoders: whether the cache is used.</summary>
    public string Branch { get; init; } = "use_cache_branch";

    public string PastKey { get; init; } = "past_key_values.%d.key";

    public string PastValue { get; init; } = "past_key_values.%d.value";

    public string Logits { get; init; } = "logits";

    public ImmutableArray<string> PresentKey { get; init; } = ["present.%d.key", "present_key_values.%d.key"];

    public ImmutableArray<string> PresentValue { get; init; } = ["present.%d.value", "present_key_values.%d.value"];

    public static TensorNames Of(GenAiConfig? config)
    {
        var usual = new TensorNames();
        return config is null
            ? usual
            : usual with
            {
                Ids = config.Input("input_ids") ?? usual.Ids,
                Mask = config.Input("attention_mask") ?? usual.Mask,
                Positions = config.Input("position_ids") ?? usual.Positions,
                PastKey = config.Input("past_key_names") ?? usual.PastKey,
                PastValue = config.Input("past_value_names") ?? usual.PastValue,
                Logits = config.Output("logits") ?? usual.Logits,
                PresentKey = config.Output("present_key_names") is { } key ? [key] : usual.PresentKey,
                PresentValue = config.Output("present_value_names") is { } value ? [value] : usual.PresentValue,
            };
    }

    /// <summary>The layer's number in a name of this pattern; null for another name.</summary>
    public static int? Layer(string pattern, string name)
    {
        var at = pattern.IndexOf("%d", StringComparison.Ordinal);
        if (at < 0 || name.Length < pattern.Length - 1)
        {
            return null;
        }
        var before = pattern.AsSpan(0, at);
        var after = pattern.AsSpan(at + 2);
        return
            name.AsSpan().StartsWith(before, StringComparison.Ordinal)
            && name.AsSpan().EndsWith(after, StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(at, name.Length - pattern.Length + 2), NumberStyles.None, null, out var layer)
            ? layer
            : null;
    }

    /// <summary>The name of a layer's tensor.</summary>
    public static string Name(string pattern, int layer) =>
        pattern.Replace("%d", layer.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
