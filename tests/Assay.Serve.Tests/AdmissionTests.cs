using System.Net;
using Assay.Serve.Tests.Support;

namespace Assay.Serve.Tests;

public sealed class AdmissionTests
{
    private const string Path = "/v1/completions";
    private const string Body = """{"prompt":"a","max_tokens":3,"temperature":0}""";
    private const string Streamed = """{"prompt":"a","max_tokens":3,"temperature":0,"stream":true}""";

    private readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Of_two_that_would_wait_in_a_queue_of_one_the_second_is_refused()
    {
        var model = new ByteModel { Gate = gate.Task };
        await using var served = await Served.StartAsync(model, new ServeOptions { MaxConcurrency = 1, Queue = 1 });
        var first = served.SendAsync(Path, Body);
        await model.StartedAsync(1);
        var second = served.SendAsync(Path, Body);
        await served.UntilAsync("assay_requests_waiting", 1);

        using var third = await served.SendAsync(Path, Body);

        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), third.Headers.RetryAfter?.Delta);
        Assert.Equal(1, await served.MetricAsync("assay_requests_running"));
        gate.SetResult();
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await second).StatusCode);
        await served.UntilAsync("assay_requests_running", 0);
    }

    [Fact]
    public async Task As_many_as_there_are_places_are_answered_at_once()
    {
        var model = new ByteModel { Gate = gate.Task };
        await using var served = await Served.StartAsync(model, new ServeOptions { MaxConcurrency = 3, Queue = 0 });

        var all = Enumerable.Range(0, 3).Select(_ => served.SendAsync(Path, Body)).ToList();
        await model.StartedAsync(3);
        gate.SetResult();

        Assert.All(await Task.WhenAll(all), response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
    }

    [Theory]
    [InlineData(Body)]
    [InlineData(Streamed)]
    public async Task A_client_that_goes_away_is_not_answered_on(string body)
    {
        var model = new ByteModel { Gate = gate.Task };
        await using var served = await Served.StartAsync(model);
        using var client = new CancellationTokenSource();
        var request = served.SendAsync(Path, body, cancellationToken: client.Token);
        await model.StartedAsync(1);

        await client.CancelAsync();
        try
        {
            // A stream's first event may have come by now: then it is closed here.
            (await request).Dispose();
        }
        catch (OperationCanceledException)
        {
            // Nothing had come.
        }

        await model.GivenUp.Task.WaitAsync(TestContext.Current.CancellationToken);
        await served.UntilAsync("assay_requests_running", 0);
    }

    [Fact]
    public async Task A_client_that_goes_away_leaves_the_queue()
    {
        var model = new ByteModel { Gate = gate.Task };
        await using var served = await Served.StartAsync(model, new ServeOptions { MaxConcurrency = 1, Queue = 1 });
        var first = served.SendAsync(Path, Body);
        await model.StartedAsync(1);
        using var client = new CancellationTokenSource();
        var second = served.SendAsync(Path, Body, cancellationToken: client.Token);
        await served.UntilAsync("assay_requests_waiting", 1);

        await client.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await served.UntilAsync("assay_requests_waiting", 0);
        gate.SetResult();
        await first;
    }

    [Fact]
    public async Task A_server_that_stops_finishes_what_runs_and_sends_away_what_waits()
    {
        var model = new ByteModel { Gate = gate.Task };
        await using var served = await Served.StartAsync(model, new ServeOptions { MaxConcurrency = 1, Queue = 1 });
        var running = served.SendAsync(Path, Body);
        await model.StartedAsync(1);
        var waiting = served.SendAsync(Path, Body);
        await served.UntilAsync("assay_requests_waiting", 1);

        var stopped = served.Server.StopAsync(TestContext.Current.CancellationToken);

        using var refused = await waiting;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        gate.SetResult();
        using var answer = await running;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(await stopped);
    }

    [Fact]
    public async Task A_server_that_must_stop_now_cuts_off_what_runs()
    {
        var model = new ByteModel { Gate = gate.Task };
        await using var served = await Served.StartAsync(model);
        var running = served.SendAsync(Path, Body);
        await model.StartedAsync(1);
        using var now = new CancellationTokenSource();

        var stopped = served.Server.StopAsync(now.Token);
        await now.CancelAsync();

        Assert.False(await stopped);
        await model.GivenUp.Task.WaitAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => running);
    }

    [Fact]
    public async Task An_idle_server_stops_at_once_and_takes_its_model_along()
    {
        var model = new ByteModel();
        await using (var served = await Served.StartAsync(model))
        {
            Assert.True(await served.Server.StopAsync(TestContext.Current.CancellationToken));
        }

        Assert.True(model.Disposed);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_wrong_input()
    {
        await using var served = await Served.StartAsync();
        var model = new ByteModel();

        var error = await Assert.ThrowsAsync<InputException>(() =>
            CompletionServer.StartAsync(
                new ModelAnswers(model),
                new ServeOptions { Port = served.Server.Address.Port },
                TestContext.Current.CancellationToken
            )
        );

        Assert.Equal("--port", error.Where);
        Assert.True(model.Disposed);
    }
}
