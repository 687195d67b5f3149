using System.Text;
using Assay.Models.OpenAi.Tests.Support;
using Assay.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Assay.Models.OpenAi.Tests;

public sealed class TimeoutTests
{
    private static readonly byte[] Event = Encoding.UTF8.GetBytes(
        "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n"
    );

    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task A_server_that_says_nothing_runs_into_the_first_byte_timeout()
    {
        await using var server = await ModelServer.StartAsync();
        server.Faults.Enqueue(Fault.Delay(new TaskCompletionSource().Task));
        var timeouts = new PhaseTimeouts { FirstByte = TimeSpan.FromSeconds(20) };
        await using var model = server.Model(time: time, timeouts: timeouts);

        var asking = model.FailAsync();
        await server.SeenAsync(1);
        time.Advance(TimeSpan.FromSeconds(20));

        var failure = await asking;
        Assert.Equal(ModelFailure.Transient, failure.Failure);
        Assert.Contains("no answer within 20 s (first-byte time-out)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_total_is_the_limit_when_it_is_shorter()
    {
        await using var server = await ModelServer.StartAsync();
        server.Faults.Enqueue(Fault.Delay(new TaskCompletionSource().Task));
        await using var model = server.Model(time: time, timeouts: PhaseTimeouts.WithTotal(TimeSpan.FromSeconds(1.5)));

        var asking = model.FailAsync();
        await server.SeenAsync(1);
        time.Advance(TimeSpan.FromSeconds(1.5));

        Assert.Contains(
            "no whole answer within 1.5 s (total time-out)",
            (await asking).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_stream_that_stops_runs_into_the_idle_timeout()
    {
        var body = new PieceStream([Event], ends: false);
        var asking = AskAsync(body, new PhaseTimeouts { Idle = TimeSpan.FromSeconds(5) });

        await body.Waiting.Task;
        time.Advance(TimeSpan.FromSeconds(5));

        var failure = await Assert.ThrowsAsync<ModelException>(() => asking);
        Assert.Equal(ModelFailure.Transient, failure.Failure);
        Assert.Contains("the answer stopped for 5 s (idle time-out)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_is_still_waiting_for_its_first_byte_is_not_idle()
    {
        var body = new PieceStream([], ends: false);
        var asking = AskAsync(body, new PhaseTimeouts { Idle = TimeSpan.FromSeconds(5) });

        await body.Waiting.Task;
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.False(asking.IsCompleted);
        time.Advance(TimeSpan.FromMinutes(10));

        await Assert.ThrowsAsync<ModelException>(() => asking);
    }

    [Fact]
    public async Task A_connection_that_does_not_come_about_is_unreachable()
    {
        using var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromMilliseconds(1),
            ConnectCallback = async (_, cancellationToken) =>
            {
                await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
                return Stream.Null;
            },
        };
        var options = new OpenAiClientOptions { Address = ServerAddress.Parse("http://127.0.0.1:1", "test") };
        using var client = new OpenAiClient(options, handler);

        var failure = await Assert.ThrowsAsync<ModelException>(async () =>
            await client.CompleteAsync(
                "chat/completions",
                "{}"u8.ToArray(),
                cancellationToken: TestContext.Current.CancellationToken
            )
        );

        Assert.True(failure.Unreachable);
        Assert.Contains("no connection in time", failure.Message, StringComparison.Ordinal);
    }

    private async Task<Completion> AskAsync(Stream body, PhaseTimeouts timeouts)
    {
        using var client = new FakeConnection(() => body).Client(time, timeouts);
        return await client.CompleteAsync(
            "chat/completions",
            "{}"u8.ToArray(),
            cancellationToken: TestContext.Current.CancellationToken
        );
    }
}
