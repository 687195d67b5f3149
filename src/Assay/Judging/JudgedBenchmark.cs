using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Models;
using Assay.Prompts;
using Assay.Scoring;

namespace Assay.Judging;

/// <summary>A benchmark whose answers have been judged: it asks as before, and scores by the verdicts; the rules' scores stay beside.</summary>
internal sealed class JudgedBenchmark(Benchmark inner, JudgePlan plan, Verdicts verdicts) : Benchmark
{
    /// <summary>The name of the judges' metric.</summary>
    public static string MetricOf(JudgePlan plan) =>
        plan.Strategy == JudgeStrategy.LlmRecall ? "acc_or_judge"
        : plan.Scale == JudgeScale.Binary ? "judge_acc"
        : "judge_score";

    /// <inheritdoc/>
    public override BenchmarkInfo Info => inner.Info;

    /// <summary>Whether the rules found an answer right, so that nobody need judge it.</summary>
    public static bool IsRight(Score score) => score.Status == ScoreStatus.Scored && score.Values[0].Value >= 1;

    /// <inheritdoc/>
    public override Sample Parse(DataRow row, string subset, int index) => inner.Parse(row, subset, index);

    /// <inheritdoc/>
    public override int ExamplesWanted(BenchmarkSettings settings) => inner.ExamplesWanted(settings);

    /// <inheritdoc/>
    public override Prompt Ask(Sample sample, Shots shots, BenchmarkSettings settings) =>
        inner.Ask(sample, shots, settings);

    /// <inheritdoc/>
    public override ImmutableArray<string> Candidates(Sample sample) => inner.Candidates(sample);

    /// <inheritdoc/>
    public override Score Score(Sample sample, ModelAnswer answer, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var byRules = inner.Score(sample, answer, settings);
        if (answer is not Generated generated || byRules.Status == ScoreStatus.Failed)
        {
            return byRules;
        }
        var metric = MetricOf(plan);
        if (plan.Strategy == JudgeStrategy.LlmRecall && IsRight(byRules))
        {
            return byRules with { Values = [new(metric, 1), .. byRules.Values] };
        }
        var given = verdicts.Of(sample, generated.Text).OfType<double>().ToList();
        return given.Count == 0
            ? Scoring.Score.Failure(sample.Reference, "no judge gave a verdict")
            : byRules with
            {
                Status = ScoreStatus.Scored,
                Values = [new(metric, Vote(given)), .. byRules.Values],
                Rule = $"{given.Count} verdict{(given.Count > 1 ? "s" : "")}: {string.Join(", ", given)}",
                Loose = false,
                Why = null,
            };
    }

    private double Vote(List<double> given)
    {
        if (plan.Vote == JudgeVote.Mean)
        {
            return given.Average();
        }
        // Of verdicts 0 and 1 the median is the majority, and a half where they are tied.
        given.Sort();
        var middle = given.Count / 2;
        return given.Count % 2 == 1 ? given[middle] : (given[middle - 1] + given[middle]) / 2;
    }
}
