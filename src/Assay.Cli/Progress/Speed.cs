namespace Assay.Cli.Progress;

/// <summary>How fast a count grew of late: over a sliding window, so that a slow start is soon forgotten.</summary>
/// <param name="window">How far back it looks.</param>
internal sealed class Speed(TimeSpan window)
{
    private readonly Queue<(TimeSpan At, long Count)> looks = new();

    /// <summary>Growth a second since the oldest look in the window; null before anything grew.</summary>
    public double? PerSecond(TimeSpan at, long count)
    {
        while (looks.Count > 1 && at - looks.Peek().At > window)
        {
            looks.Dequeue();
        }
        looks.Enqueue((at, count));
        var (since, before) = looks.Peek();
        // The first look is the beginning, when nothing was counted.
        var (seconds, grown) = looks.Count == 1 ? (at, count) : (at - since, count - before);
        return seconds > TimeSpan.Zero && grown > 0 ? grown / seconds.TotalSeconds : null;
    }
}
