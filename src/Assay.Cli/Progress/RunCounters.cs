using System.Collections.Concurrent;
using System.Collections.Immutable;
using Assay.Runs;
using Assay.Scoring;

namespace Assay.Cli.Progress;

/// <summary>Counts what happens in a run. Events only add to it; a view looks at it a few times a second.</summary>
internal sealed class RunCounters(TimeProvider time) : IRunObserver
{
    private readonly Lock gate = new();
    private ImmutableArray<DatasetCounter> datasets = [];
    private long retries;
    private volatile string? latestRetry;

    /// <summary>In the order in which they began.</summary>
    public ImmutableArray<DatasetCounter> Datasets => datasets;

    /// <summary>How often a request was asked again.</summary>
    public long Retries => Interlocked.Read(ref retries);

    /// <summary>Why the latest was.</summary>
    public string? LatestRetry => latestRetry;

    /// <summary>Why samples failed.</summary>
    public FailureReasons Failures { get; } = new();

    /// <summary>Lines for the user, in order; the view takes them from here.</summary>
    public ConcurrentQueue<string> Notes { get; } = [];

    public void On(RunEvent happening)
    {
        switch (happening)
        {
            case SampleDone sample:
                Find(sample.Model, sample.Dataset).Count(sample);
                if (sample.Status is ScoreStatus.Failed)
                {
                    Failures.Add(sample.Error);
                }
                break;
            case RunOpened opened:
                Notes.Enqueue(opened.Resumed ? $"going on with {opened.Folder}" : $"run folder: {opened.Folder}");
                break;
            case DatasetStarted started:
                Find(started.Model, started.Dataset).Expected = started.Expected;
                break;
            case Retrying retrying:
                latestRetry = retrying.Reason;
                Interlocked.Increment(ref retries);
                break;
            case Warned warned:
                Notes.Enqueue($"warning: {warned.Message}");
                break;
        }
    }

    private DatasetCounter Find(string model, string dataset)
    {
        // The one looked for is nearly always the latest.
        for (var i = datasets.Length - 1; i >= 0; i--)
        {
            if (datasets[i].Dataset == dataset && datasets[i].Model == model)
            {
                return datasets[i];
            }
        }
        lock (gate)
        {
            if (datasets.FirstOrDefault(x => x.Dataset == dataset && x.Model == model) is { } known)
            {
                return known;
            }
            var counter = new DatasetCounter(model, dataset, time);
            datasets = datasets.Add(counter);
            return counter;
        }
    }
}
