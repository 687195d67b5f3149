using Assay.Cli.Progress;
using Assay.Models;
using Assay.Runs;
using Assay.Scoring;
using Assay.Statistics;

namespace Assay.Cli.Tests.Progress;

/// <summary>Events of a run with one model and one data set.</summary>
internal static class Happenings
{
    public const string Model = "qwen2.5";
    public const string Dataset = "gsm8k";

    public static void Start(this RunCounters counters, int? expected, string dataset = Dataset) =>
        counters.On(new DatasetStarted(Model, dataset, expected));

    public static void Finish(
        this RunCounters counters,
        int samples,
        AnswerSource source = AnswerSource.Model,
        ScoreStatus status = ScoreStatus.Scored,
        long tokens = 0,
        Estimate? score = null,
        string dataset = Dataset
    )
    {
        for (var i = 0; i < samples; i++)
        {
            counters.On(new SampleDone(Model, dataset, "main", status, new TokenUsage(0, tokens), source, () => score));
        }
    }

    public static void Retry(this RunCounters counters, string reason) =>
        counters.On(new Retrying(Model, reason, TimeSpan.FromSeconds(1)));
}
