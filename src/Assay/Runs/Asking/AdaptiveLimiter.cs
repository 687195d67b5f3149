namespace Assay.Runs.Asking;

/// <summary>
/// How many requests may be under way at once. Starts low, doubles while throughput grows with it, settles where it no longer
/// does, halves when the server says it is overloaded, and waits as long as the server asks. One caller acquires, any number
/// release.
/// </summary>
public sealed class AdaptiveLimiter
{
    private const int Start = 4;
    private const int Most = 256;
    private const double WorthGrowing = 1.10;
    private const double NotWorthKeeping = 0.85;
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly bool isFixed;
    private TaskCompletionSource? waiting;
    private int limit;
    private int inFlight;
    private long windowStart;
    private int windowDone;
    private bool windowSaturated;
    private double previousRate;
    private bool growing = true;
    private long pausedUntil;

    /// <param name="fixedLimit">A fixed number of requests at once; null to adapt.</param>
    /// <param name="time">The clock.</param>
    public AdaptiveLimiter(int? fixedLimit, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        this.time = time;
        isFixed = fixedLimit is not null;
        limit = fixedLimit ?? Start;
        windowStart = time.GetTimestamp();
        pausedUntil = windowStart;
    }

    /// <summary>How many may be under way now.</summary>
    public int Limit
    {
        get
        {
            lock (gate)
            {
                return limit;
            }
        }
    }

    /// <summary>How many are under way.</summary>
    public int InFlight
    {
        get
        {
            lock (gate)
            {
                return inFlight;
            }
        }
    }

    /// <summary>Waits for a place. To be called by one caller at a time.</summary>
    public async ValueTask AcquireAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            TaskCompletionSource place;
            TimeSpan pause;
            lock (gate)
            {
                pause = time.GetElapsedTime(time.GetTimestamp(), pausedUntil);
                if (pause <= TimeSpan.Zero && inFlight < limit)
                {
                    inFlight++;
                    windowSaturated |= inFlight == limit;
                    return;
                }
                // The next request goes out on the thread that has just brought an answer: no other one need be woken.
                place = waiting = new TaskCompletionSource();
            }
            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, time, cancellationToken);
                continue;
            }
            await using var cancelled = cancellationToken.UnsafeRegister(
                static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token),
                place
            );
            await place.Task;
        }
    }

    /// <summary>Gives a place back after an answer.</summary>
    public void Release()
    {
        TaskCompletionSource? next;
        lock (gate)
        {
            inFlight--;
            windowDone++;
            if (!isFixed)
            {
                Adapt();
            }
            next = Next();
        }
        next?.TrySetResult();
    }

    /// <summary>The server asks for less; the request that heard it keeps its place while it waits.</summary>
    public void Overloaded(TimeSpan? retryAfter)
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            if (retryAfter is { } wait)
            {
                pausedUntil = Math.Max(pausedUntil, now + (long)(wait.TotalSeconds * time.TimestampFrequency));
            }
            // A burst of refusals is one event: only one halving for each window.
            if (!isFixed && (growing || time.GetElapsedTime(windowStart, now) >= ShortestWindow))
            {
                limit = Math.Max(1, limit / 2);
                growing = false;
                BeginWindow(now, rate: 0);
            }
        }
    }

    private void Adapt()
    {
        var now = time.GetTimestamp();
        var elapsed = time.GetElapsedTime(windowStart, now);
        if (windowDone < 2 * limit || elapsed < ShortestWindow)
        {
            return;
        }
        var rate = windowDone / elapsed.TotalSeconds;
        if (windowSaturated)
        {
            if (growing)
            {
                growing = previousRate == 0 || rate >= previousRate * WorthGrowing;
                limit = growing ? Math.Min(Most, limit * 2) : Math.Max(1, limit / 2);
            }
            else if (rate >= previousRate * WorthGrowing || previousRate == 0)
            {
                limit = Math.Min(Most, limit + Math.Max(1, limit / 8));
            }
            else if (rate < previousRate * NotWorthKeeping)
            {
                limit = Math.Max(1, limit - Math.Max(1, limit / 8));
            }
        }
        BeginWindow(now, rate);
    }

    private void BeginWindow(long now, double rate)
    {
        windowStart = now;
        windowDone = 0;
        windowSaturated = inFlight >= limit;
        previousRate = rate;
    }

    private TaskCompletionSource? Next()
    {
        if (inFlight >= limit)
        {
            return null;
        }
        var next = waiting;
        waiting = null;
        return next;
    }
}
