using System.Threading.RateLimiting;

namespace Assay.Serve.Http;

/// <summary>How many requests are answered at once, and how many wait, first come, first served.</summary>
internal sealed class Admission : IDisposable
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    private readonly ConcurrencyLimiter limiter;
    private readonly CancellationTokenSource closing = new();
    private readonly int places;

    public Admission(int places, int queue)
    {
        this.places = places;
        limiter = new ConcurrencyLimiter(
            new ConcurrencyLimiterOptions
            {
                PermitLimit = places,
                QueueLimit = queue,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            }
        );
    }

    /// <summary>Requests that have a place.</summary>
    public long Running => places - (limiter.GetStatistics()?.CurrentAvailablePermits ?? places);

    /// <summary>Requests that wait for one.</summary>
    public long Waiting => limiter.GetStatistics()?.CurrentQueuedCount ?? 0;

    /// <summary>Whether nobody is let in any more.</summary>
    public bool IsClosed => closing.IsCancellationRequested;

    /// <summary>Waits for a place; it is given back by disposing of it.</summary>
    /// <exception cref="ServeException">The queue is full, or the server is shutting down.</exception>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing.Token);
        try
        {
            var place = await limiter.AcquireAsync(1, either.Token);
            if (place.IsAcquired)
            {
                return place;
            }
            place.Dispose();
            throw ServeException.TooBusy(Wait);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw ServeException.ShuttingDown();
        }
    }

    /// <exception cref="ServeException">The server is shutting down.</exception>
    public void ThrowIfClosed()
    {
        if (IsClosed)
        {
            throw ServeException.ShuttingDown();
        }
    }

    /// <summary>Lets nobody in any more, and sends away those who wait.</summary>
    public Task CloseAsync() => closing.CancelAsync();

    public void Dispose()
    {
        limiter.Dispose();
        closing.Dispose();
    }
}
