using System.Collections.Immutable;

namespace Assay.Cli.Progress;

/// <summary>
/// Shows how a run goes while it goes. It looks at the counters a few times a second on a task of its own, so that the run never
/// waits for a terminal.
/// </summary>
internal abstract class ProgressView : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan BetweenRetryNotes = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SpeedWindow = TimeSpan.FromSeconds(20);

    private readonly RunCounters counters;
    private readonly TimeProvider time;
    private readonly long start;
    private readonly CancellationTokenSource ended = new();
    private readonly Dictionary<DatasetCounter, (Speed Samples, Speed Tokens)> speeds = [];
    private readonly HashSet<DatasetCounter> complete = [];
    private Task looking = Task.CompletedTask;
    private long retriesNoted;
    private TimeSpan retriesNotedAt = TimeSpan.MinValue;

    private protected ProgressView(RunCounters counters, TimeProvider time)
    {
        this.counters = counters;
        this.time = time;
        start = time.GetTimestamp();
    }

    /// <summary>A view that fits standard error.</summary>
    public static ProgressView Start(Terminal terminal, RunCounters counters, TimeProvider time)
    {
        ProgressView view = terminal.Moves
            ? new LiveView(terminal, counters, time)
            : new LineView(terminal, counters, time);
        view.looking = Task.Run(view.LookAsync);
        return view;
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await looking;
        ended.Dispose();
    }

    /// <summary>Runs <paramref name="looks"/> with whatever the view needs around it.</summary>
    private protected abstract Task ShowAsync(Func<Task> looks);

    /// <summary>A warning, a retry.</summary>
    private protected abstract void Note(string line);

    /// <summary>A data set has begun.</summary>
    private protected abstract void Begun(DatasetSnapshot look);

    /// <summary>The data sets that are under way.</summary>
    private protected abstract void UnderWay(ImmutableArray<ProgressLine> lines, TimeSpan now);

    /// <summary>A data set is done.</summary>
    private protected abstract void Done(ProgressLine line);

    private Task LookAsync() =>
        ShowAsync(async () =>
        {
            using var timer = new PeriodicTimer(Look, time);
            try
            {
                do
                {
                    Update();
                } while (await timer.WaitForNextTickAsync(ended.Token));
            }
            catch (OperationCanceledException)
            {
                Update();
            }
        });

    /// <summary>One look at everything.</summary>
    internal void Update()
    {
        var now = time.GetElapsedTime(start);
        while (counters.Notes.TryDequeue(out var note))
        {
            Note(note);
        }
        NoteRetries(now);
        var lines = ImmutableArray.CreateBuilder<ProgressLine>();
        foreach (var counter in counters.Datasets.Where(counter => !complete.Contains(counter)))
        {
            var look = counter.Look();
            if (speeds.TryAdd(counter, (new(SpeedWindow), new(SpeedWindow))))
            {
                Begun(look);
            }
            if (look.Complete)
            {
                complete.Add(counter);
                Done(ProgressLine.AtEnd(look));
                continue;
            }
            var (samples, tokens) = speeds[counter];
            lines.Add(
                new(
                    look,
                    samples.PerSecond(look.Elapsed, look.Asked),
                    tokens.PerSecond(look.Elapsed, look.Usage.Output)
                )
            );
        }
        UnderWay(lines.ToImmutable(), now);
    }

    // A server in trouble sends many refusals a second; the reader needs to know of them, not to read them.
    private void NoteRetries(TimeSpan now)
    {
        var more = counters.Retries - retriesNoted;
        if (more > 0 && (retriesNotedAt == TimeSpan.MinValue || now - retriesNotedAt >= BetweenRetryNotes))
        {
            var times = more == 1 ? "a request is" : $"{Figures.Count(more)} requests are";
            Note($"{times} asked again; the latest: {counters.LatestRetry}");
            retriesNoted += more;
            retriesNotedAt = now;
        }
    }
}
