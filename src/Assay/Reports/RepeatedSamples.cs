using System.Collections.Immutable;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Assay.Benchmarks;
using Assay.Scoring;

namespace Assay.Reports;

/// <summary>
/// What several answers to one sample come to: pass@k and maj@k of a primary metric that is 0 or 1. A sample counts once all its
/// repeats are in, and as failed where one of them failed. Answers are remembered by their hash, and only until then. Not
/// thread-safe.
/// </summary>
internal sealed class RepeatedSamples(int repeats)
{
    private readonly ImmutableArray<int> ks = [.. PassAtK.Ks(repeats)];
    private readonly Dictionary<(string Subset, int Index), Answers> open = [];
    private readonly HashSet<string> primary = new(StringComparer.Ordinal);
    private bool zeroOne = true;

    /// <summary>The metrics, in the order of reports; none where the primary metric is not 0 or 1, or not always the same.</summary>
    public ImmutableArray<string> Metrics =>
        repeats > 1 && zeroOne && primary.Count == 1 ? [.. ks.Select(k => $"pass@{k}"), $"maj@{repeats}"] : [];

    /// <summary>Adds an answer's score; the sample's, when this was the last of its answers.</summary>
    public Score? Add(Sample sample, int repeat, Score score)
    {
        if (repeats == 1)
        {
            return null;
        }
        if (!score.Values.IsEmpty)
        {
            primary.Add(score.Values[0].Metric);
            zeroOne &= score.Values[0].Value is 0 or 1;
        }
        if (!zeroOne)
        {
            open.Clear();
            return null;
        }
        var key = (sample.Subset, sample.Index);
        ref var answers = ref CollectionsMarshal.GetValueRefOrAddDefault(open, key, out _);
        answers ??= new Answers();
        answers.Add(repeat, score);
        if (answers.Count < repeats)
        {
            return null;
        }
        var complete = answers;
        open.Remove(key);
        return complete.ToScore(score.Gold, ks);
    }

    private sealed class Answers
    {
        private readonly List<(int Repeat, UInt128? Answer, bool Right)> all = [];
        private bool failed;

        public int Count => all.Count;

        public void Add(int repeat, Score score)
        {
            failed |= score.Status == ScoreStatus.Failed;
            var answer = score.Status == ScoreStatus.Scored ? score.Extracted : null;
            all.Add(
                (
                    repeat,
                    answer is null ? null : XxHash128.HashToUInt128(MemoryMarshal.AsBytes(answer.AsSpan())),
                    score.Values is [{ Value: 1 }, ..]
                )
            );
        }

        public Score ToScore(string gold, ImmutableArray<int> ks)
        {
            if (failed)
            {
                return Score.Failure(gold, "not all of its repeats were answered");
            }
            var inOrder = all.OrderBy(answer => answer.Repeat).ToList();
            var winner = MajorityAtK.Winner([.. inOrder.Select(answer => answer.Answer)]);
            var right = inOrder.Count(answer => answer.Right);
            return new()
            {
                Status = winner is null ? ScoreStatus.Unanswerable : ScoreStatus.Scored,
                Values =
                [
                    .. ks.Select(k => new MetricValue($"pass@{k}", PassAtK.Estimate(Count, right, k))),
                    new($"maj@{Count}", winner is { } place && inOrder[place].Right ? 1 : 0),
                ],
                Gold = gold,
            };
        }
    }
}
