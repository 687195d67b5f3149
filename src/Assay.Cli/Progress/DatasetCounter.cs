using Assay.Models;
using Assay.Runs;
using Assay.Scoring;
using Assay.Statistics;

namespace Assay.Cli.Progress;

/// <summary>How far one model has come on one data set.</summary>
internal sealed class DatasetCounter(string model, string dataset, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly long start = time.GetTimestamp();
    private int done;
    private int failed;
    private int asked;
    private int earlier;
    private int cached;
    private TokenUsage usage;
    private long latest;
    private Func<Estimate?>? running;

    public string Model { get; } = model;

    public string Dataset { get; } = dataset;

    /// <summary>Answers there will be; null when that is not known beforehand.</summary>
    public int? Expected { get; set; }

    public void Count(SampleDone sample)
    {
        lock (gate)
        {
            done++;
            failed += sample.Status is ScoreStatus.Failed ? 1 : 0;
            switch (sample)
            {
                case { Source: AnswerSource.Model }:
                    asked++;
                    usage += sample.Usage;
                    break;
                case { Source: AnswerSource.Cache }:
                    cached++;
                    break;
                // What a review does not find in the log was not answered earlier either.
                case { Status: not ScoreStatus.Failed }:
                    earlier++;
                    break;
            }
            latest = time.GetTimestamp();
            running = sample.Running;
        }
    }

    public DatasetSnapshot Look()
    {
        Func<Estimate?>? score;
        DatasetSnapshot snapshot;
        lock (gate)
        {
            score = running;
            var end = done > 0 && done >= Expected ? latest : time.GetTimestamp();
            snapshot = new(Model, Dataset, Expected, done, failed, asked, usage, time.GetElapsedTime(start, end), null)
            {
                Earlier = earlier,
                Cached = cached,
            };
        }
        // Outside the lock: an estimate of many clusters takes a moment, and the run must not wait for it.
        return snapshot with { Score = score?.Invoke() };
    }
}

/// <summary>One look at a data set.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Dataset">The data set's name.</param>
/// <param name="Expected">Answers there will be; null when unknown.</param>
/// <param name="Done">Answers there are, failed ones included.</param>
/// <param name="Failed">Samples without an answer.</param>
/// <param name="Asked">Answers that the model gave in this start of the run, neither from its log nor from the cache.</param>
/// <param name="Usage">Tokens of these.</param>
/// <param name="Elapsed">Time since the data set began, up to its last answer.</param>
/// <param name="Score">The primary metric so far.</param>
internal sealed record DatasetSnapshot(
    string Model,
    string Dataset,
    int? Expected,
    int Done,
    int Failed,
    int Asked,
    TokenUsage Usage,
    TimeSpan Elapsed,
    Estimate? Score
)
{
    /// <summary>Answers of earlier starts of the run.</summary>
    public int Earlier { get; init; }

    /// <summary>Answers from the answer cache.</summary>
    public int Cached { get; init; }

    public bool Complete => Done > 0 && Done >= Expected;

    /// <summary>Share that is done, 0 to 1; null when the whole is unknown.</summary>
    public double? Share => Expected is > 0 and var all ? Math.Min(1, (double)Done / all) : null;
}
