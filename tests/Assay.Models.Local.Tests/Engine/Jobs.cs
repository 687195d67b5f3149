using System.Collections.Immutable;
using Assay.Models.Local.Engine;
using Assay.Models.Local.Generation;
using Assay.Models.Local.Tests.Reference;

namespace Assay.Models.Local.Tests.Engine;

/// <summary>Jobs for an engine, and what comes of them.</summary>
internal static class Jobs
{
    public static GenerateJob Greedy(int[] prompt, int limit, params int[] ends) =>
        new(prompt, limit, new Sampler(new(), 1), ends.ToHashSet(), new HashSet<int>(), 0, CancellationToken.None);

    public static GenerateJob Cancellable(int[] prompt, int limit, CancellationToken cancellation) =>
        new(prompt, limit, new Sampler(new(), 1), new HashSet<int>(), new HashSet<int>(), 0, cancellation);

    public static ScoreJob Score(int[] context, params int[][] continuations) =>
        new(context, [.. continuations], 0, CancellationToken.None);

    public static T Added<T>(this InferenceEngine engine, T job)
        where T : EngineJob
    {
        engine.Add(job);
        return job;
    }

    public static async Task<TokenScore[]> All(this GenerateJob job)
    {
        var tokens = new List<TokenScore>();
        await foreach (var token in job.Tokens.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            tokens.Add(token);
        }
        return [.. tokens];
    }

    public static async Task<int[]> Ids(this GenerateJob job) => [.. (await job.All()).Select(token => token.Id)];

    public static int[] Text(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.Next(ArchitectureCases.Vocabulary))];
    }

    /// <summary>The reference's log-probabilities of a continuation.</summary>
    public static double[] Expected(ReferenceModel reference, int[] context, int[] continuation)
    {
        if (continuation.Length == 0)
        {
            return [];
        }
        var rows = reference.Logits([.. context, .. continuation[..^1]]);
        return [.. continuation.Select((id, i) => LogProbability(rows[context.Length - 1 + i], id))];
    }

    public static void Same(double[] expected, ImmutableArray<TokenScore> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i].LogProb, 1e-4);
        }
    }

    private static double LogProbability(double[] logits, int id)
    {
        var highest = logits.Max();
        return logits[id] - highest - Math.Log(logits.Sum(logit => Math.Exp(logit - highest)));
    }
}
