using System.Collections.Immutable;
using Assay.Models.Local.Description;
using Assay.Models.Local.Folders;

namespace Assay.Models.Local.Architectures;

/// <summary>
/// Reads <c>rope_theta</c> and <c>rope_scaling</c> (or <c>rope_parameters</c>, newer folders) as huggingface/transformers means them
/// (<c>modeling_rope_utils.py</c>).
/// </summary>
internal static class RotarySettings
{
    private static readonly string[] Known = ["default", "linear", "dynamic", "yarn", "llama3", "longrope", "su"];

    /// <summary>The rotation of a model's heads.</summary>
    /// <param name="config">The model's settings.</param>
    /// <param name="headSize">Dimensions of a head; <c>partial_rotary_factor</c> says how many of them turn.</param>
    /// <param name="defaultTheta">The base where none is set.</param>
    /// <exception cref="InputException">A setting makes no sense, or its kind is not known.</exception>
    public static Rotary Read(ModelConfig config, int headSize, double defaultTheta = 10_000)
    {
        var parameters = config.Section("rope_parameters");
        var scaling = parameters ?? config.Section("rope_scaling");
        var theta = Theta(parameters ?? config, defaultTheta);
        var share =
            parameters?.Optional("partial_rotary_factor", 0, 1) ?? config.Optional("partial_rotary_factor", 0, 1) ?? 1;
        return Scaled(config, scaling, theta, (int)(headSize * share) / 2 * 2);
    }

    /// <summary>A rotation with a base of its own and a section of <c>rope_scaling</c>'s form.</summary>
    public static Rotary Scaled(ModelConfig config, ModelConfig? scaling, double theta, int dimensions)
    {
        if (dimensions is < 2 or > Rotary.MostDimensions)
        {
            throw config.Refuse(
                "num_attention_heads",
                $"makes heads of which {dimensions} dimensions turn; from 2 to {Rotary.MostDimensions} make sense",
                "correct the file or fetch the model again"
            );
        }
        var plain = Rotary.Plain(theta, dimensions);
        var kind = scaling?.Text("rope_type") ?? scaling?.Text("type") ?? "default";
        return kind switch
        {
            // Beyond the trained context 'dynamic' changes the base; Assay's sequences end there.
            "default" or "dynamic" or "mrope" => new Rotary(plain),
            "linear" => new Rotary([.. plain.Select(frequency => frequency / Factor(scaling!))]),
            "llama3" => Llama3(scaling!, plain),
            "yarn" => Yarn(config, scaling!, theta, plain),
            "longrope" or "su" => LongRope(config, scaling!, plain),
            _ => throw scaling!.Refuse(
                "rope_type",
                $"unknown kind of rotary scaling '{kind}'",
                string.Join(", ", Known)
            ),
        };
    }

    /// <summary>The base of a section.</summary>
    public static double Theta(ModelConfig config, double otherwise) =>
        config.Optional("rope_theta", 1e-3, 1e15) ?? otherwise;

    private static double? Optional(this ModelConfig config, string key, double min, double max) =>
        config.Has(key) ? config.Number(key, null, min, max) : null;

    private static double Factor(ModelConfig scaling) => scaling.Number("factor", 1, 1e-3, 1e6);

    // Long waves are stretched by the factor, short ones kept, those between interpolated (the Llama 3.1 release).
    private static Rotary Llama3(ModelConfig scaling, ImmutableArray<double> plain)
    {
        var factor = Factor(scaling);
        var low = scaling.Number("low_freq_factor", 1, 1e-6, 1e6);
        var high = scaling.Number("high_freq_factor", 4, 1e-6, 1e6);
        var original = scaling.Int("original_max_position_embeddings", 8192, 1, int.MaxValue);
        return new Rotary([.. plain.Select(Stretched)]);

        double Stretched(double frequency)
        {
            var wave = 2 * Math.PI / frequency;
            if (wave < original / high)
            {
                return frequency;
            }
            if (wave > original / low)
            {
                return frequency / factor;
            }
            var share = ((original / wave) - low) / (high - low);
            return ((1 - share) * frequency / factor) + (share * frequency);
        }
    }

    // YaRN (arXiv:2309.00071, section 3): pairs that turn often enough are kept, slow ones interpolated, with a ramp between.
    private static Rotary Yarn(ModelConfig config, ModelConfig scaling, double theta, ImmutableArray<double> plain)
    {
        var dimensions = 2 * plain.Length;
        var maximum = config.Int("max_position_embeddings", 2048, 1, int.MaxValue);
        var original = scaling.Int(
            "original_max_position_embeddings",
            config.Int("original_max_position_embeddings", maximum, 1, int.MaxValue),
            1,
            int.MaxValue
        );
        var factor = scaling.Optional("factor", 1e-3, 1e6) ?? ((double)maximum / original);
        var low = Pair(scaling.Number("beta_fast", 32, 1e-6, 1e6));
        var high = Pair(scaling.Number("beta_slow", 1, 1e-6, 1e6));
        if (scaling.Flag("truncate", true))
        {
            (low, high) = (Math.Floor(low), Math.Ceiling(high));
        }
        (low, high) = (Math.Max(low, 0), Math.Min(high, dimensions - 1));
        if (low.Equals(high))
        {
            high += 0.001;
        }
        return new Rotary([
            .. plain.Select((frequency, i) => Blend(frequency, Math.Clamp((i - low) / (high - low), 0, 1))),
        ])
        {
            Magnitude = Attention(),
        };

        double Pair(double turns) => dimensions * Math.Log(original / (turns * 2 * Math.PI)) / (2 * Math.Log(theta));

        double Blend(double frequency, double ramp) => (frequency / factor * ramp) + (frequency * (1 - ramp));

        double Attention()
        {
            if (scaling.Optional("attention_factor", 1e-6, 1e6) is { } given)
            {
                return given;
            }
            return
                scaling.Optional("mscale", 0, 1e6) is { } scale
                && scaling.Optional("mscale_all_dim", 0, 1e6) is { } all
                && scale > 0
                && all > 0
                ? Magnitude(factor, scale) / Magnitude(factor, all)
                : Magnitude(factor, 1);
        }

        static double Magnitude(double factor, double scale) => factor <= 1 ? 1 : (0.1 * scale * Math.Log(factor)) + 1;
    }

    // LongRoPE (arXiv:2402.13753): a divisor for each pair, one set for the first context and one for what is longer.
    private static Rotary LongRope(ModelConfig config, ModelConfig scaling, ImmutableArray<double> plain)
    {
        var maximum = config.Int("max_position_embeddings", 4096, 1, int.MaxValue);
        var original = config.Int(
            "original_max_position_embeddings",
            scaling.Int("original_max_position_embeddings", maximum, 1, int.MaxValue),
            1,
            int.MaxValue
        );
        var factor = scaling.Optional("factor", 1e-3, 1e6) ?? ((double)maximum / original);
        return new Rotary(Divided("short_factor"))
        {
            LongFrequencies = Divided("long_factor"),
            ShortLength = original,
            Magnitude =
                scaling.Optional("attention_factor", 1e-6, 1e6)
                ?? (factor <= 1 ? 1 : Math.Sqrt(1 + (Math.Log(factor) / Math.Log(original)))),
        };

        ImmutableArray<double> Divided(string key)
        {
            var divisors = scaling.Numbers(key);
            return divisors.Length == plain.Length
                ? [.. plain.Zip(divisors, (frequency, divisor) => frequency / divisor)]
                : throw scaling.Refuse(
                    key,
                    $"has {divisors.Length} numbers, not {plain.Length}",
                    "one for each pair of a head"
                );
        }
    }
}
