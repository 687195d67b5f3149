using System.Threading.Channels;
using Assay.Models;
using Assay.Reports;
using Assay.Runs.Log;
using Assay.Scoring;
using Assay.Scoring.Extraction;

namespace Assay.Runs;

/// <summary>Scores what is in the log: writes the reviews, fills the scoreboards, tells the observer.</summary>
internal sealed class ScoreStage(
    RunFolder folder,
    string model,
    EvalPlan plan,
    IRunObserver observer,
    IReadOnlyDictionary<string, Scoreboard> scoreboards
)
{
    public async Task RunAsync(ChannelReader<Exchange> logged, CancellationToken abort)
    {
        using var reviews = new ReviewLog(folder, model);
        await foreach (var exchange in logged.ReadAllAsync(abort))
        {
            var scoreboard = scoreboards[exchange.Task.Dataset];
            var (status, error) = (exchange.Answer is null ? ScoreStatus.Failed : ScoreStatus.Scored, exchange.Error);
            if (plan.Stage is not Stage.Infer)
            {
                var score = Score(exchange);
                reviews.Add(exchange, score.Under(exchange.Task.Settings.Extractor));
                scoreboard.Add(
                    exchange.Sample,
                    exchange.Repeat,
                    score,
                    exchange.Answer?.Usage ?? default,
                    exchange.Answer?.CutTokens ?? 0
                );
                (status, error) = (score.Status, score.Error);
            }
            observer.On(
                new SampleDone(
                    model,
                    exchange.Task.Dataset,
                    exchange.Task.Subset.Name,
                    status,
                    exchange.Answer?.Usage ?? default,
                    exchange.Source,
                    () => scoreboard.Running
                )
                {
                    Error = error,
                }
            );
            if (plan.Debug)
            {
                observer.On(new Exchanged(model, exchange));
            }
        }
    }

    private static NoAnswer? Reason(ModelAnswer answer) =>
        answer is not Generated generated ? null
        : Refusal.IsIn(ReasoningBlocks.Strip(generated.Text)) ? NoAnswer.Refused
        : generated.FinishReason == "length" ? NoAnswer.Truncated
        : null;

    private Score Score(Exchange exchange)
    {
        if (exchange.Answer is not { } answer)
        {
            return Scoring.Score.Failure(exchange.Sample.Reference, exchange.Error ?? "no answer");
        }
        try
        {
            var score = exchange.Task.Benchmark.Score(exchange.Sample, answer, exchange.Task.Settings);
            return score.Status == ScoreStatus.Failed ? score
                : exchange.Sample.Withheld ? score.WithoutReference()
                : score.Status == ScoreStatus.Unanswerable || score.Loose ? score with { Why = Reason(answer) }
                : score;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One answer that a scorer chokes on must not cost the run.
            observer.On(new Warned($"{exchange.Sample.Id}: the scorer failed ({e.Message})"));
            return Scoring.Score.Failure(exchange.Sample.Reference, $"scorer failed: {e.Message}");
        }
    }
}
