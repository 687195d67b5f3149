using System.Diagnostics.Metrics;

namespace Assay.Serve.Metrics;

/// <summary>What a server measures. The instruments are the platform's own, so that other tools can listen too.</summary>
internal sealed class ServeMetrics : IDisposable
{
    private static readonly InstrumentAdvice<double> Tokens = Buckets(
        0.001,
        0.0025,
        0.005,
        0.01,
        0.025,
        0.05,
        0.1,
        0.25,
        0.5,
        1,
        2.5
    );

    private static readonly InstrumentAdvice<double> Answers = Buckets(
        0.005,
        0.01,
        0.025,
        0.05,
        0.1,
        0.25,
        0.5,
        1,
        2.5,
        5,
        10,
        25,
        60,
        120,
        300
    );

    private readonly Meter meter = new("Assay.Serve");
    private readonly Counter<long> requests;
    private readonly Counter<long> promptTokens;
    private readonly Counter<long> generationTokens;
    private readonly Histogram<double> timeToFirstToken;
    private readonly Histogram<double> timePerOutputToken;
    private readonly Histogram<double> latency;

    /// <param name="running">How many requests are being answered.</param>
    /// <param name="waiting">How many wait for their turn.</param>
    public ServeMetrics(Func<long> running, Func<long> waiting)
    {
        requests = meter.CreateCounter<long>("assay_requests_total", description: "Requests by endpoint and status.");
        meter.CreateObservableGauge(
            "assay_requests_running",
            running,
            description: "Requests that are being answered."
        );
        meter.CreateObservableGauge(
            "assay_requests_waiting",
            waiting,
            description: "Requests that wait for their turn."
        );
        promptTokens = meter.CreateCounter<long>("assay_prompt_tokens_total", description: "Tokens of prompts.");
        generationTokens = meter.CreateCounter<long>("assay_generation_tokens_total", description: "Tokens generated.");
        timeToFirstToken = meter.CreateHistogram(
            "assay_time_to_first_token_seconds",
            description: "From a request's arrival to the first token of an answer.",
            advice: Answers
        );
        timePerOutputToken = meter.CreateHistogram(
            "assay_time_per_output_token_seconds",
            description: "From an answer's first token to its last, over the tokens behind the first.",
            advice: Tokens
        );
        latency = meter.CreateHistogram(
            "assay_request_latency_seconds",
            description: "From a request's arrival to the end of its answers.",
            advice: Answers
        );
        Text = new PrometheusText(meter);
        PromptTokens(0);
        GenerationTokens(0);
    }

    /// <summary>All of it as text.</summary>
    public PrometheusText Text { get; }

    public void Request(string endpoint, int status) =>
        requests.Add(1, new("endpoint", endpoint), new("status", status));

    public void PromptTokens(long count) => promptTokens.Add(count);

    public void GenerationTokens(long count) => generationTokens.Add(count);

    public void TimeToFirstToken(TimeSpan time) => timeToFirstToken.Record(time.TotalSeconds);

    public void TimePerOutputToken(TimeSpan time) => timePerOutputToken.Record(time.TotalSeconds);

    public void Latency(TimeSpan time) => latency.Record(time.TotalSeconds);

    public void Dispose()
    {
        Text.Dispose();
        meter.Dispose();
    }

    private static InstrumentAdvice<double> Buckets(params double[] bounds) =>
        new() { HistogramBucketBoundaries = bounds };
}
