using System.Numerics.Tensors;

namespace Assay.Models.Local.Generation;

/// <summary>
/// Chooses the next token of one sequence: penalties, then temperature, then the k best, then the nucleus (arXiv:1904.09751), then
/// min-p (arXiv:2407.01082), then a draw. Deterministic by its seed.
/// </summary>
internal sealed class Sampler(GenerationOptions options, long seed)
{
    private readonly SeededDraws draws = new(seed);
    private readonly Dictionary<int, int> generated = [];
    private readonly HashSet<int> seen = [];
    private float[] adjusted = [];

    private bool Greedy => options.Temperature is <= 0 || options.TopK == 1;

    private bool Penalises =>
        options
            is { RepetitionPenalty: not (null or 1) }
                or { PresencePenalty: not (null or 0) }
                or { FrequencyPenalty: not (null or 0) };

    /// <summary>Tells which tokens the prompt has; the repetition penalty counts them (arXiv:1909.05858).</summary>
    public void Start(ReadOnlySpan<int> prompt)
    {
        if (Penalises)
        {
            foreach (var id in prompt)
            {
                seen.Add(id);
            }
        }
    }

    /// <summary>The next token, of equally probable ones the lowest. <paramref name="banned"/> are never chosen.</summary>
    /// <exception cref="ArithmeticException">A logit is no number.</exception>
    public int Next(ReadOnlySpan<float> logits, IReadOnlySet<int> banned)
    {
        if (adjusted.Length != logits.Length)
        {
            adjusted = new float[logits.Length];
        }
        logits.CopyTo(adjusted);
        foreach (var id in banned)
        {
            adjusted[id] = float.NegativeInfinity;
        }
        Penalise();
        var best = TensorPrimitives.IndexOfMax<float>(adjusted);
        LogProbabilities.RequireNumber(adjusted[best]);
        var chosen = Greedy ? best : Draw();
        if (Penalises)
        {
            seen.Add(chosen);
            generated[chosen] = generated.GetValueOrDefault(chosen) + 1;
        }
        return chosen;
    }

    private void Penalise()
    {
        if (options.RepetitionPenalty is { } repetition and not 1)
        {
            foreach (var id in seen)
            {
                adjusted[id] = (float)(adjusted[id] > 0 ? adjusted[id] / repetition : adjusted[id] * repetition);
            }
        }
        var presence = options.PresencePenalty ?? 0;
        var frequency = options.FrequencyPenalty ?? 0;
        foreach (var (id, times) in generated)
        {
            adjusted[id] -= (float)(presence + (frequency * times));
        }
    }

    private int Draw()
    {
        var temperature = options.Temperature ?? 1;
        var candidates = Candidates();
        Array.Sort(
            candidates,
            (a, b) => adjusted[a] != adjusted[b] ? adjusted[b].CompareTo(adjusted[a]) : a.CompareTo(b)
        );
        var count = options.TopK is { } k and > 0 ? Math.Min(k, candidates.Length) : candidates.Length;
        var best = adjusted[candidates[0]];
        var weights = new double[count];
        for (var i = 0; i < count; i++)
        {
            weights[i] = Math.Exp((adjusted[candidates[i]] - best) / temperature);
        }
        count = Nucleus(weights, count);
        count = Floor(weights, count);
        var point = draws.Next() * Sum(weights, count);
        for (var i = 0; i < count; i++)
        {
            point -= weights[i];
            if (point < 0)
            {
                return candidates[i];
            }
        }
        return candidates[count - 1];
    }

    // Tokens far below the best have no weight in double precision; leaving them out makes sorting cheap.
    private int[] Candidates()
    {
        var floor = TensorPrimitives.Max<float>(adjusted) - (float)(40 * Math.Max(options.Temperature ?? 1, 1e-3));
        var found = new List<int>();
        for (var id = 0; id < adjusted.Length; id++)
        {
            if (adjusted[id] >= floor)
            {
                found.Add(id);
            }
        }
        return [.. found];
    }

    private int Nucleus(double[] weights, int count)
    {
        if (options.TopP is not { } mass || mass >= 1)
        {
            return count;
        }
        var wanted = mass * Sum(weights, count);
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            sum += weights[i];
            if (sum >= wanted)
            {
                return i + 1;
            }
        }
        return count;
    }

    private int Floor(double[] weights, int count)
    {
        if (options.MinP is not { } share || share <= 0)
        {
            return count;
        }
        var kept = 1;
        while (kept < count && weights[kept] >= share)
        {
            kept++;
        }
        return kept;
    }

    private static double Sum(double[] weights, int count)
    {
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            sum += weights[i];
        }
        return sum;
    }
}
