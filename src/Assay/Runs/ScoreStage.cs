using System.Threading.Channels;
using Assay.Benchmarks;
using Assay.Models;
using Assay.Reports;
using Assay.Runs.Log;
using Assay.Scoring;
using Assay.Scoring.Code;
using Assay.Scoring.Extraction;

namespace Assay.Runs;

/// <summary>Scores what is in the log: writes the reviews, fills the scoreboards, tells the observer.</summary>
internal sealed class ScoreStage(
    RunFolder folder,
    string model,
    EvalPlan plan,
    IRunObserver observer,
    IReadOnlyDictionary<string, Scoreboard> scoreboards,
    ICodeJudge? programs
)
{
    // Programs run side by side; their scores are written in the order of arrival.
    private const int MostPending = 64;

    public async Task RunAsync(ChannelReader<Exchange> logged, CancellationToken abort)
    {
        using var reviews = new ReviewLog(folder, model);
        var pending = new Queue<(Exchange Exchange, Task<Score?> Score)>();
        await foreach (var exchange in logged.ReadAllAsync(abort))
        {
            pending.Enqueue((exchange, ScoreAsync(exchange, abort)));
            while (pending.TryPeek(out var first) && (first.Score.IsCompleted || pending.Count > MostPending))
            {
                await FinishAsync(pending.Dequeue());
            }
        }
        while (pending.TryDequeue(out var last))
        {
            await FinishAsync(last);
        }

        async ValueTask FinishAsync((Exchange Exchange, Task<Score?> Score) scored)
        {
            var exchange = scored.Exchange;
            var scoreboard = scoreboards[exchange.Task.Dataset];
            var (status, error) = (exchange.Answer is null ? ScoreStatus.Failed : ScoreStatus.Scored, exchange.Error);
            if (await scored.Score is { } score)
            {
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

    /// <summary>Null where nothing is scored.</summary>
    private Task<Score?> ScoreAsync(Exchange exchange, CancellationToken abort) =>
        plan.Stage is Stage.Infer ? Task.FromResult<Score?>(null)
        : exchange is { Answer: Generated generated, Task.Benchmark: IProgramBenchmark benchmark }
        && programs is not null
            ? ScoreAsync(exchange, benchmark, generated, programs, abort)
        : Task.FromResult<Score?>(Score(exchange));

    private static async Task<Score?> ScoreAsync(
        Exchange exchange,
        IProgramBenchmark benchmark,
        Generated answer,
        ICodeJudge programs,
        CancellationToken abort
    )
    {
        try
        {
            var score = await benchmark.ScoreAsync(
                exchange.Sample,
                answer.Text,
                exchange.Task.Settings,
                programs,
                abort
            );
            return score.Status == ScoreStatus.Unanswerable ? score with { Why = Reason(answer) } : score;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Scoring.Score.Failure(exchange.Sample.Reference, $"the program could not be run: {e.Message}");
        }
    }

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
