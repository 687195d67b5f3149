using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Models;
using Assay.Prompts;
using Assay.Scoring;

namespace Assay.Judging;

/// <summary>
/// The answers of one model on one benchmark as a benchmark of their own, which judges are asked: so verdicts are logged, cached, retried and
/// resumed like any other answers.
/// </summary>
internal sealed class JudgingBenchmark : Benchmark
{
    private const string AnswerField = "judged answer";
    private const string ReplyField = "reply without a verdict";
    private const string Metric = "verdict";

    private readonly string? rubric;
    private readonly JudgeScale scale;

    /// <param name="judged">The benchmark that was answered.</param>
    /// <param name="model">Who answered.</param>
    /// <param name="plan">What judges are to look for.</param>
    /// <param name="repairs">Whether judges are asked a second time.</param>
    public JudgingBenchmark(BenchmarkInfo judged, string model, JudgePlan plan, bool repairs)
    {
        rubric = plan.Rubric ?? judged.Rubric;
        scale = plan.Scale;
        Repairs = repairs;
        Info = judged with
        {
            Name = $"{(repairs ? "rejudge" : "judge")} {judged.Name} of {model}",
            Title = $"Verdicts on {judged.Title}",
        };
    }

    /// <inheritdoc/>
    public override BenchmarkInfo Info { get; }

    /// <summary>Whether this asks once more where a reply held no verdict.</summary>
    public bool Repairs { get; }

    /// <summary>A sample that asks for a verdict on an answer.</summary>
    /// <param name="sample">The sample that was answered.</param>
    /// <param name="index">A number that no other answer has.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="reply">The judge's earlier reply without a verdict; null at first.</param>
    public static Sample SampleOf(Sample sample, int index, string answer, string? reply) =>
        sample with
        {
            Index = index,
            Fields = reply is null
                ? sample.Fields.SetItem(AnswerField, answer)
                : sample.Fields.SetItem(AnswerField, answer).SetItem(ReplyField, reply),
        };

    /// <inheritdoc/>
    public override Sample Parse(DataRow row, string subset, int index) =>
        throw new NotSupportedException("answers are judged, not rows");

    /// <inheritdoc/>
    public override Prompt Ask(Sample sample, Shots shots, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var first = JudgePrompt.Ask(sample, sample.Fields[AnswerField], rubric, scale);
        return sample.Fields.TryGetValue(ReplyField, out var reply) ? JudgePrompt.Repair(first, reply, scale) : first;
    }

    /// <inheritdoc/>
    public override Score Score(Sample sample, ModelAnswer answer, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return answer is Generated generated && VerdictReader.Read(generated.Text, scale) is { } verdict
            ? Scoring.Score.Judged(
                sample.Reference,
                new($"{verdict}", "JSON verdict"),
                new MetricValue(Metric, verdict)
            )
            : Scoring.Score.NothingFound(sample.Reference, Metric);
    }

    /// <inheritdoc/>
    public override ImmutableArray<string> Candidates(Sample sample) =>
        scale == JudgeScale.Binary
            ? ["""{"verdict": "correct"}""", """{"verdict": "incorrect"}"""]
            : ["""{"score": 1}""", """{"score": 10}"""];
}
