using Assay.Runs.Asking;
using Microsoft.Extensions.Time.Testing;

namespace Assay.Tests.Runs;

public sealed class AdaptiveLimiterTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task Grows_while_throughput_grows_and_settles_where_it_stops()
    {
        var limiter = new AdaptiveLimiter(null, time);

        // A server that answers in 100 ms, up to 32 at once; more only wait.
        await Serve(limiter, rounds: 60, serverCapacity: 32);

        Assert.InRange(limiter.Limit, 24, 72);
    }

    [Fact]
    public async Task Halves_when_the_server_is_overloaded()
    {
        var limiter = new AdaptiveLimiter(null, time);
        await Serve(limiter, rounds: 10, serverCapacity: 1000);
        var before = limiter.Limit;

        limiter.Overloaded(null);

        Assert.Equal(before / 2, limiter.Limit);
    }

    [Fact]
    public async Task A_burst_of_refusals_halves_once()
    {
        var limiter = new AdaptiveLimiter(null, time);
        await Serve(limiter, rounds: 10, serverCapacity: 1000);
        var before = limiter.Limit;

        for (var i = 0; i < 20; i++)
        {
            limiter.Overloaded(null);
        }

        Assert.Equal(before / 2, limiter.Limit);
    }

    [Fact]
    public async Task Waits_as_long_as_the_server_asks()
    {
        var limiter = new AdaptiveLimiter(8, time);
        limiter.Overloaded(TimeSpan.FromSeconds(7));

        var place = limiter.AcquireAsync(TestContext.Current.CancellationToken).AsTask();
        time.Advance(TimeSpan.FromSeconds(6.9));
        Assert.False(place.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.2));

        await place;
    }

    [Fact]
    public async Task A_fixed_limit_stays()
    {
        var limiter = new AdaptiveLimiter(3, time);
        await Serve(limiter, rounds: 20, serverCapacity: 1000);
        limiter.Overloaded(null);

        Assert.Equal(3, limiter.Limit);
    }

    [Fact]
    public async Task A_place_given_back_wakes_the_one_who_waits()
    {
        var limiter = new AdaptiveLimiter(1, time);
        await limiter.AcquireAsync(TestContext.Current.CancellationToken);
        var second = limiter.AcquireAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.False(second.IsCompleted);

        limiter.Release();

        await second;
        Assert.Equal(1, limiter.InFlight);
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        var limiter = new AdaptiveLimiter(1, time);
        await limiter.AcquireAsync(TestContext.Current.CancellationToken);
        using var cancel = new CancellationTokenSource();
        var second = limiter.AcquireAsync(cancel.Token).AsTask();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
    }

    private async Task Serve(AdaptiveLimiter limiter, int rounds, int serverCapacity)
    {
        for (var round = 0; round < rounds; round++)
        {
            var atOnce = limiter.Limit;
            for (var i = 0; i < atOnce; i++)
            {
                await limiter.AcquireAsync(TestContext.Current.CancellationToken);
            }
            // All are answered after as many turns as the server needs for them.
            time.Advance(TimeSpan.FromMilliseconds(100.0 * Math.Max(1, atOnce / (double)serverCapacity)));
            for (var i = 0; i < atOnce; i++)
            {
                limiter.Release();
            }
        }
    }
}
