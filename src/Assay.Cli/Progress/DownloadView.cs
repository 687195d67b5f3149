using System.Collections.Concurrent;
using Assay.Cli.Printing;
using Assay.Hubs;
using Spectre.Console;

namespace Assay.Cli.Progress;

/// <summary>Shows downloads while they go: a bar on a terminal, a line now and then in logs and pipes. Nothing where nothing is downloaded.</summary>
internal sealed class DownloadView(Terminal terminal, TimeProvider time) : IAsyncDisposable
{
    private const int LongestBar = 40;
    private const double ShareBetweenLines = 0.1;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortestSilence = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly long start = time.GetTimestamp();
    private readonly CancellationTokenSource ended = new();
    private readonly ConcurrentQueue<string> notes = new();
    private DownloadCounter? counter;
    private Task showing = Task.CompletedTask;
    private bool shown;
    private (TimeSpan At, double Share) latest;

    /// <summary>Takes an event, from any thread.</summary>
    public void On(DownloadEvent happening)
    {
        lock (gate)
        {
            var now = time.GetElapsedTime(start);
            switch (happening)
            {
                case DownloadBegan begun:
                    counter = new DownloadCounter(begun.Repository, begun.Files, begun.Bytes, now);
                    latest = (now, 0);
                    Note($"downloading {begun.Repository}: {counter.Size}");
                    Show();
                    break;
                case BytesArrived arrived:
                    counter?.Add(arrived.Bytes);
                    NoteNowAndThen(now);
                    break;
                case FileArrived:
                    counter?.AddFile();
                    break;
                case DownloadRetried retried:
                    Note($"tried again: {retried.Why}");
                    break;
                case DownloadAwaited awaited:
                    Note($"waiting for another process that downloads {awaited.Repository}");
                    break;
                case DownloadEnded { Fetched: > 0 } done:
                    Note($"downloaded {done.Repository}: {counter?.Figure(now)}");
                    counter = null;
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await showing;
    }

    private void Show()
    {
        if (terminal.Moves && !shown)
        {
            shown = true;
            showing = Task.Run(() =>
                terminal.Notes.Live(new Rows()).AutoClear(true).StartAsync(context => DrawAsync(context))
            );
        }
    }

    private async Task DrawAsync(LiveDisplayContext context)
    {
        using var timer = new PeriodicTimer(Look, time);
        try
        {
            do
            {
                Draw(context);
            } while (await timer.WaitForNextTickAsync(ended.Token));
        }
        catch (OperationCanceledException)
        {
            Draw(context);
        }
    }

    private void Draw(LiveDisplayContext context)
    {
        while (notes.TryDequeue(out var note))
        {
            terminal.Note(note);
        }
        lock (gate)
        {
            context.UpdateTarget(counter is { } current ? new Rows(Bar(current)) : new Rows());
        }
    }

    private Paragraph Bar(DownloadCounter current)
    {
        var figure = current.Figure(time.GetElapsedTime(start));
        var room = terminal.Notes.Profile.Width - 1 - figure.Length - 4;
        var title = CellWidth.Cut(current.Title, Math.Max(8, room / 2));
        var bar = Math.Clamp(room - CellWidth.Of(title), 0, LongestBar);
        var full = (int)Math.Floor(bar * current.Share);
        return new Paragraph { Overflow = Overflow.Ellipsis }
            .Append(title, new Style(decoration: Decoration.Bold))
            .Append("  ")
            .Append(new string('━', full), new Style(Color.Green))
            .Append(new string('─', bar - full), new Style(Color.Grey))
            .Append("  ")
            .Append(figure);
    }

    // What moves is drawn from one task; its notes go the same way.
    private void Note(string line)
    {
        if (shown)
        {
            notes.Enqueue(line);
        }
        else
        {
            terminal.Note(line);
        }
    }

    private void NoteNowAndThen(TimeSpan now)
    {
        if (shown || counter is null)
        {
            return;
        }
        var silence = now - latest.At;
        if (
            silence >= LongestSilence
            || (silence >= ShortestSilence && counter.Share - latest.Share >= ShareBetweenLines)
        )
        {
            terminal.Note($"{counter.Title}: {counter.Figure(now)}");
            latest = (now, counter.Share);
        }
    }
}
