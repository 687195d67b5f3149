using System.Text.RegularExpressions;
using Assay.Serve.Tests.Support;

namespace Assay.Serve.Tests;

public sealed partial class MetricsTests : IAsyncLifetime
{
    private Served served = null!;

    public async ValueTask InitializeAsync() => served = await Served.StartAsync();

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [Fact]
    public async Task Requests_are_counted_by_endpoint_and_status()
    {
        await served.AskAsync("/v1/completions", """{"prompt":"a"}""");
        using var wrong = await served.SendAsync("/v1/completions", "{}");
        using var elsewhere = await served.SendAsync("/nowhere/1");

        await served.UntilAsync("""assay_requests_total{endpoint="/v1/completions",status="200"}""", 1);
        await served.UntilAsync("""assay_requests_total{endpoint="/v1/completions",status="400"}""", 1);
        await served.UntilAsync("""assay_requests_total{endpoint="other",status="404"}""", 1);
    }

    [Fact]
    public async Task Tokens_are_counted()
    {
        await served.AskAsync("/v1/completions", """{"prompt":["abc","d"],"n":2,"max_tokens":5}""");

        Assert.Equal(6, await served.MetricAsync("assay_prompt_tokens_total"));
        Assert.Equal(20, await served.MetricAsync("assay_generation_tokens_total"));
    }

    [Fact]
    public async Task Times_are_taken_of_each_answer_and_each_request()
    {
        await served.AskAsync("/v1/completions", """{"prompt":"a","n":2,"max_tokens":5}""");
        await served.AskAsync("/v1/completions", """{"prompt":"a","max_tokens":1}""");

        Assert.Equal(3, await served.MetricAsync("assay_time_to_first_token_seconds_count"));
        // One token has no time between tokens.
        Assert.Equal(2, await served.MetricAsync("assay_time_per_output_token_seconds_count"));
        Assert.Equal(2, await served.MetricAsync("assay_request_latency_seconds_count"));
    }

    [Fact]
    public async Task Every_line_is_of_the_text_format_and_buckets_add_up()
    {
        await served.AskAsync("/v1/completions", """{"prompt":"a"}""");
        using var response = await served.SendAsync("/metrics");
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var lines = text.TrimEnd('\n').Split('\n');
        Assert.All(lines, line => Assert.Matches(Line(), line));
        var buckets = lines
            .Where(line => line.StartsWith("assay_request_latency_seconds_bucket", StringComparison.Ordinal))
            .Select(line => int.Parse(line.Split(' ')[1]))
            .ToList();
        Assert.Equal(buckets.Order(), buckets);
        Assert.Equal(1, buckets[^1]);
    }

    [Fact]
    public async Task Distributions_are_there_before_anything_happened()
    {
        Assert.Equal(0, await served.MetricAsync("assay_time_to_first_token_seconds_count"));
        Assert.Equal(0, await served.MetricAsync("""assay_time_to_first_token_seconds_bucket{le="+Inf"}"""));
        Assert.Equal(0, await served.MetricAsync("assay_generation_tokens_total"));
    }

    [Fact]
    public async Task Two_servers_count_apart()
    {
        await using var other = await Served.StartAsync();
        await served.AskAsync("/v1/completions", """{"prompt":"a"}""");

        Assert.Equal(0, await other.MetricAsync("assay_generation_tokens_total"));
    }

    // prometheus.io/docs/instrumenting/exposition_formats
    [GeneratedRegex(
        """^(# HELP [a-z_]+ .+|# TYPE [a-z_]+ (counter|gauge|histogram)|[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9.E+-]+)$""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Line();
}
