using Assay.Models.Local.Tests.Reference.Files;

namespace Assay.Models.Local.Tests.Reference.Mathematics;

/// <summary>How rotary frequencies are stretched to longer contexts, as <c>config.json</c>'s <c>rope_scaling</c> names it.</summary>
/// <param name="Theta">The base of the frequencies.</param>
/// <param name="Dimensions">The numbers of a head that turn: twice the pairs.</param>
/// <param name="MaxPositions">The context's length.</param>
/// <param name="OriginalMaxPositions">That before it was stretched, where <c>config.json</c> says so beside the scaling.</param>
/// <param name="Scaling">The object <c>rope_scaling</c>; null for none.</param>
internal sealed record RotaryScaling(
    double Theta,
    int Dimensions,
    int MaxPositions,
    int? OriginalMaxPositions = null,
    ModelConfig? Scaling = null
)
{
    /// <summary>The frequencies for a sequence of that many tokens.</summary>
    public Rotary For(int length) =>
        (Scaling?.Text("rope_type") ?? Scaling?.Text("type") ?? "default") switch
        {
            "default" => new Rotary(Plain(Theta)),
            "linear" => new Rotary(Plain(Theta).Scaled(1 / Scaling!.Number("factor"))),
            "dynamic" => new Rotary(Plain(Theta * DynamicGrowth(length))),
            "llama3" => new Rotary([.. Plain(Theta).Select(Llama3)]),
            "yarn" => Yarn(),
            "longrope" or "su" => LongRope(length),
            var other => throw new NotSupportedException($"the reference has no rotary scaling {other}"),
        };

    /// <summary>θᵢ = base^(−2i ÷ dimensions).</summary>
    private double[] Plain(double theta) =>
        [.. Enumerable.Range(0, Dimensions / 2).Select(pair => Math.Pow(theta, -2.0 * pair / Dimensions))];

    /// <summary>
    /// Dynamic NTK: beyond the context's length the base grows by (factor · length ÷ max − (factor − 1))^(d ÷ (d − 2))
    /// (huggingface/transformers, <c>modeling_rope_utils.py</c>).
    /// </summary>
    private double DynamicGrowth(int length)
    {
        var factor = Scaling!.Number("factor");
        var ratio = (double)Math.Max(length, MaxPositions) / MaxPositions;
        return Math.Pow((factor * ratio) - (factor - 1), Dimensions / (Dimensions - 2.0));
    }

    /// <summary>
    /// Llama 3.1: wavelengths above original ÷ low are divided by the factor, those below original ÷ high stay, between them
    /// the two are mixed (meta-llama/llama-models, <c>apply_scaling</c>; the same in transformers).
    /// </summary>
    private double Llama3(double frequency)
    {
        var (low, high) = (Scaling!.Number("low_freq_factor"), Scaling.Number("high_freq_factor"));
        var rotations = Scaling.Number("original_max_position_embeddings") * frequency / (2 * Math.PI);
        var kept = Math.Clamp((rotations - low) / (high - low), 0, 1);
        return (kept * frequency) + ((1 - kept) * frequency / Scaling.Number("factor"));
    }

    /// <summary>
    /// YaRN (Peng et al., arXiv 2309.00071, section 3): pairs that turn more than β_fast times over the original context stay, those
    /// below β_slow are divided by the factor, a ramp over the pairs' numbers lies between; cosine and sine are multiplied with
    /// 0.1 · ln(factor) + 1, or with the quotient of two such terms (<c>mscale</c>, DeepSeek).
    /// </summary>
    private Rotary Yarn()
    {
        var original = Scaling!.IntOrNull("original_max_position_embeddings") ?? MaxPositions;
        var factor = Scaling.NumberOrNull("factor") ?? ((double)MaxPositions / original);
        var first = PairThatTurns(Scaling.Number("beta_fast", 32));
        var last = PairThatTurns(Scaling.Number("beta_slow", 1));
        if (Scaling.Flag("truncate", otherwise: true))
        {
            (first, last) = (Math.Floor(first), Math.Ceiling(last));
        }
        (first, last) = (Math.Max(first, 0), Math.Min(last, Dimensions - 1));
        var width = first == last ? 0.001 : last - first;
        var frequencies = Plain(Theta)
            .Select(
                (frequency, pair) =>
                {
                    var stretched = Math.Clamp((pair - first) / width, 0, 1);
                    return (stretched * frequency / factor) + ((1 - stretched) * frequency);
                }
            );
        return new Rotary([.. frequencies], Scaling.NumberOrNull("attention_factor") ?? Magnitude());

        double PairThatTurns(double times) =>
            Dimensions * Math.Log(original / (times * 2 * Math.PI)) / (2 * Math.Log(Theta));

        double Magnitude() =>
            (Scaling.Number("mscale", 0), Scaling.Number("mscale_all_dim", 0)) is (> 0, > 0) and var (one, all)
                ? Term(one) / Term(all)
                : Term(1);

        double Term(double scale) => factor <= 1 ? 1 : (0.1 * scale * Math.Log(factor)) + 1;
    }

    /// <summary>
    /// LongRoPE (Ding et al., arXiv 2402.13753): every pair has its own divisor, one list up to the original length and one beyond;
    /// cosine and sine are multiplied with √(1 + ln(stretch) ÷ ln(original)) at every length (Phi-3's configuration).
    /// </summary>
    private Rotary LongRope(int length)
    {
        var original = OriginalMaxPositions ?? Scaling!.IntOrNull("original_max_position_embeddings") ?? MaxPositions;
        var stretch = original == MaxPositions ? Scaling!.Number("factor", 1) : (double)MaxPositions / original;
        var divisors = Scaling!.Numbers(length > original ? "long_factor" : "short_factor");
        var magnitude =
            Scaling.NumberOrNull("attention_factor")
            ?? (stretch <= 1 ? 1 : Math.Sqrt(1 + (Math.Log(stretch) / Math.Log(original))));
        return new Rotary([.. Plain(Theta).Zip(divisors, (frequency, divisor) => frequency / divisor)], magnitude);
    }
}
