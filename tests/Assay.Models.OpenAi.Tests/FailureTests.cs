using Assay.Models.OpenAi.Tests.Support;
using Assay.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Assay.Models.OpenAi.Tests;

public sealed class FailureTests : IAsyncLifetime
{
    private ModelServer server = null!;

    public async ValueTask InitializeAsync() => server = await ModelServer.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData(400, ModelFailure.Rejected)]
    [InlineData(401, ModelFailure.Fatal)]
    [InlineData(402, ModelFailure.Fatal)]
    [InlineData(403, ModelFailure.Fatal)]
    [InlineData(404, ModelFailure.Rejected)]
    [InlineData(408, ModelFailure.Transient)]
    [InlineData(413, ModelFailure.Rejected)]
    [InlineData(422, ModelFailure.Rejected)]
    [InlineData(429, ModelFailure.Overloaded)]
    [InlineData(500, ModelFailure.Transient)]
    [InlineData(502, ModelFailure.Transient)]
    [InlineData(503, ModelFailure.Overloaded)]
    [InlineData(504, ModelFailure.Transient)]
    public async Task Each_status_is_a_kind_of_failure_with_the_servers_words(int status, ModelFailure kind)
    {
        server.Faults.Enqueue(Fault.Error(status, "so it is"));
        await using var model = server.Model();

        var failure = await model.FailAsync();

        Assert.Equal(kind, failure.Failure);
        Assert.Equal($"HTTP {status} from {server.Url}: so it is", failure.Message);
        Assert.Equal(kind is ModelFailure.Fatal, failure.Remedy is not null);
    }

    [Theory]
    [InlineData("""{"error":"plain"}""", "plain")]
    [InlineData("""{"object":"error","message":"old style","code":400}""", "old style")]
    [InlineData("""{"detail":"frame work"}""", "frame work")]
    [InlineData("""{"detail":[{"msg":"list"}]}""", """[{"msg":"list"}]""")]
    [InlineData("no json", "Bad Request")]
    [InlineData("", "Bad Request")]
    public async Task The_servers_words_are_found_in_every_usual_shape(string body, string words)
    {
        server.Faults.Enqueue(Fault.Text(400, "application/json", body));
        await using var model = server.Model();

        Assert.EndsWith(": " + words, (await model.FailAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_servers_words_become_one_short_line()
    {
        server.Faults.Enqueue(Fault.Error(400, "a\r\n\tb\u001b[31mc\u202e" + new string('x', 10_000)));
        await using var model = server.Model();

        var message = (await model.FailAsync()).Message;

        Assert.Contains(": a b [31mcx", message, StringComparison.Ordinal);
        Assert.InRange(message.Length, 300, 400);
        Assert.DoesNotContain(message, char.IsControl);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Thu, 01 Jan 2026 00:00:30 GMT", 30)]
    [InlineData("Wed, 01 Jan 2025 00:00:00 GMT", 0)]
    [InlineData("99999999", 3600)]
    public async Task Retry_after_is_read_as_seconds_or_date(string header, int seconds)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        server.Faults.Enqueue(Fault.Error(429, "later", retryAfter: header));
        await using var model = server.Model(time: time);

        Assert.Equal(TimeSpan.FromSeconds(seconds), (await model.FailAsync()).RetryAfter);
    }

    [Theory]
    [InlineData(404, "The model `x` does not exist.", null)]
    [InlineData(404, "whatever", "model_not_found")]
    [InlineData(400, "model \"x\" not found, try pulling it first", null)]
    public async Task An_unknown_model_is_fatal(int status, string message, string? code)
    {
        server.Faults.Enqueue(Fault.Error(status, message, code: code));
        await using var model = server.Model();

        var failure = await model.FailAsync();

        Assert.Equal((ModelFailure.Fatal, "check --model"), (failure.Failure, failure.Remedy));
    }

    [Fact]
    public async Task A_used_up_quota_is_fatal_though_its_status_says_slow_down()
    {
        server.Faults.Enqueue(Fault.Error(429, "no credit", code: "insufficient_quota"));
        await using var model = server.Model();

        Assert.Equal(ModelFailure.Fatal, (await model.FailAsync()).Failure);
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_is_fatal()
    {
        server.Faults.Enqueue(Fault.Text(404, "application/json", """{"detail":"Not Found"}"""));
        await using var model = server.Model();

        var failure = await model.FailAsync();

        Assert.Equal(ModelFailure.Fatal, failure.Failure);
        Assert.Equal($"{server.Url} has no /v1/chat/completions (HTTP 404)", failure.Message);
    }

    [Theory]
    [InlineData(200, ModelFailure.Fatal)]
    [InlineData(404, ModelFailure.Fatal)]
    [InlineData(502, ModelFailure.Transient)]
    [InlineData(429, ModelFailure.Overloaded)]
    public async Task A_web_page_is_fatal_unless_its_status_says_that_it_may_pass(int status, ModelFailure kind)
    {
        server.Faults.Enqueue(Fault.Text(status, "text/html", "<html>page</html>"));
        await using var model = server.Model();

        var failure = await model.FailAsync();

        Assert.Equal(kind, failure.Failure);
        Assert.DoesNotContain("<html>", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error":{"message":"no","type":"invalid_request_error"}}""", ModelFailure.Rejected)]
    [InlineData("""{"error":{"message":"no","code":429}}""", ModelFailure.Overloaded)]
    [InlineData("""{"error":{"message":"no","code":"401"}}""", ModelFailure.Fatal)]
    [InlineData("""{"error":"worker died"}""", ModelFailure.Transient)]
    public async Task An_error_inside_a_success_is_an_error(string body, ModelFailure kind)
    {
        server.Faults.Enqueue(Fault.Text(200, "application/json", body));
        server.Faults.Enqueue(Fault.Text(200, "text/event-stream", $"data: {body}\n\n"));
        await using var model = server.Model();

        Assert.Equal(kind, (await model.FailAsync()).Failure);
        Assert.Equal(kind, (await model.FailAsync()).Failure);
    }

    public static TheoryData<string> Unreadable =>
        [
            "",
            "hello",
            "[]",
            "{}",
            """{"choices":[]}""",
            """{"choices":[{"message":{"content":"cut of""",
            """{"choices":[{"message":{"content":7}}]}""",
            """{"choices":[{"message":{"content":"\ud800"}}]}""",
            """{"choices":[{"message":{"content":"a"}}]} and more""",
        ];

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task An_answer_that_cannot_be_read_may_pass(string body)
    {
        server.Faults.Enqueue(Fault.Text(200, "application/json", body));
        await using var model = server.Model();

        Assert.Equal(ModelFailure.Transient, (await model.FailAsync()).Failure);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_cut_midway_is_never_taken_as_whole(bool stream)
    {
        server.Faults.Enqueue(Fault.Cut);
        await using var model = server.Model(stream: stream);

        var failure = await model.FailAsync();

        Assert.Equal((ModelFailure.Transient, false), (failure.Failure, failure.Unreachable));
    }

    [Fact]
    public async Task A_connection_cut_before_the_answer_may_pass()
    {
        server.Faults.Enqueue(Fault.Hangup);
        await using var model = server.Model();

        Assert.Equal(ModelFailure.Transient, (await model.FailAsync()).Failure);
    }

    [Fact]
    public async Task Nobody_there_is_unreachable_and_may_pass()
    {
        await using var model = server.Model(url: "http://127.0.0.1:1");

        var failure = await model.FailAsync();

        Assert.Equal((ModelFailure.Transient, true), (failure.Failure, failure.Unreachable));
        Assert.Equal("http://127.0.0.1:1/v1: nobody answers there", failure.Message);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var other = await ModelServer.StartAsync();
        server.Faults.Enqueue(Fault.Redirect(other.Url + "/chat/completions"));
        await using var model = server.Model(key: "sk-secret-key-1234");

        var failure = await model.FailAsync();

        Assert.Equal(ModelFailure.Fatal, failure.Failure);
        Assert.Contains($"redirects to {other.Url}/chat/completions", failure.Message, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_caller_that_cancels_gets_a_cancellation_and_no_failure()
    {
        var never = new TaskCompletionSource();
        server.Faults.Enqueue(Fault.Delay(never.Task));
        await using var model = server.Model();
        using var cancellation = new CancellationTokenSource();

        var asking = model.GenerateAsync(Asking.Chat("?"), cancellation.Token).AsTask();
        await server.SeenAsync(1);
        await cancellation.CancelAsync();

        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.Equal(cancellation.Token, cancelled.CancellationToken);
    }

    [Fact]
    public async Task After_failures_the_same_model_goes_on()
    {
        server.Faults.Enqueue(Fault.TooManyRequests());
        server.Faults.Enqueue(Fault.Cut);
        await using var model = server.Model();

        await model.FailAsync();
        await model.FailAsync();

        Assert.Equal("The answer is 42.", (await model.AskAsync()).Text);
    }
}
