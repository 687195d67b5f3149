using System.Collections.Immutable;
using System.Text;
using Assay.Benchmarks;
using Assay.Models;

namespace Assay.Scoring;

/// <summary>
/// Judges a choice by the log-likelihoods of its continuations, as EleutherAI/lm-evaluation-harness does
/// (<c>lm_eval/api/task.py</c>, multiple choice): the choice with the highest value is the model's answer, the first one of a tie.
/// <list type="bullet">
/// <item><c>acc</c>: by the sum of log-probabilities;</item>
/// <item><c>acc_norm</c>: the sum ÷ characters (code points) of the continuation without its leading blank;</item>
/// <item><c>acc_bytes</c>: the sum ÷ its UTF-8 bytes;</item>
/// <item><c>acc_token</c>: the sum ÷ its tokens, where the model says how many there are.</item>
/// </list>
/// </summary>
public static class LikelihoodMetrics
{
    /// <summary>The metric of the plain sum.</summary>
    public const string Accuracy = "acc";

    /// <summary>Scores the likelihoods of a sample's continuations, which stand in the order of its choices.</summary>
    public static Score Judge(Sample sample, ImmutableArray<string> continuations, Likelihoods answer)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(answer);
        var sums = answer.Choices;
        if (sums.Length != sample.Choices.Length)
        {
            return Score.Failure(sample.Reference, $"{sums.Length} likelihoods for {sample.Choices.Length} choices");
        }
        var (best, tied) = Best(sums, _ => 1);
        var withTokens = sums.All(x => x.Tokens > 0);
        if (best < 0)
        {
            return Score.NothingFound(
                sample.Reference,
                withTokens ? [Accuracy, "acc_norm", "acc_bytes", "acc_token"] : [Accuracy, "acc_norm", "acc_bytes"]
            );
        }
        var gold = sample.Choices.AsSpan().IndexOf(sample.Choices.FirstOrDefault(x => x.Label == sample.Reference));
        var values = ImmutableArray.CreateBuilder<MetricValue>(4);
        values.Add(new(Accuracy, best == gold ? 1 : 0));
        Add("acc_norm", i => Choice(continuations[i]).EnumerateRunes().Count());
        Add("acc_bytes", i => Encoding.UTF8.GetByteCount(Choice(continuations[i])));
        if (withTokens)
        {
            Add("acc_token", i => sums[i].Tokens);
        }
        var rule = tied ? "most probable, first of a tie" : "most probable";
        return Score.Judged(sample.Reference, new(sample.Choices[best].Label, rule), values.ToImmutable());

        void Add(string metric, Func<int, int> length) =>
            values.Add(new(metric, Best(sums, length).Index == gold ? 1 : 0));
    }

    // The one blank that joins it to the context is no part of a choice; a blank of its own is.
    private static ReadOnlySpan<char> Choice(string continuation) =>
        continuation.StartsWith(' ') ? continuation.AsSpan(1) : continuation;

    /// <summary>The choice with the highest normalised sum; −1 when no sum is a finite number.</summary>
    private static (int Index, bool Tied) Best(ImmutableArray<Likelihood> sums, Func<int, int> length)
    {
        var (index, best, tied) = (-1, double.NegativeInfinity, false);
        for (var i = 0; i < sums.Length; i++)
        {
            var value = sums[i].LogProb / Math.Max(1, length(i));
            if (!double.IsFinite(value))
            {
                continue;
            }
            tied = value == best || (tied && value < best);
            (index, best) = value > best ? (i, value) : (index, best);
        }
        return (index, tied);
    }

    private static int Count(this SpanRuneEnumerator runes)
    {
        var count = 0;
        foreach (var _ in runes)
        {
            count++;
        }
        return count;
    }
}
