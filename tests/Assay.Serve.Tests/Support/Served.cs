using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Assay.Serve.Tests.Support;

/// <summary>A server on a port of its own, and a client that speaks plain HTTP to it.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly HttpClient http;

    private Served(CompletionServer server)
    {
        Server = server;
        http = new HttpClient { BaseAddress = new Uri(server.Address.GetLeftPart(UriPartial.Authority)) };
    }

    public CompletionServer Server { get; }

    public static Task<Served> StartAsync(IServedModel? model = null, ServeOptions? options = null) =>
        StartAsync(new ModelAnswers(model ?? new ByteModel()), options);

    public static async Task<Served> StartAsync(IAnswerSource source, ServeOptions? options = null) =>
        new(
            await CompletionServer.StartAsync(
                source,
                (options ?? new ServeOptions()) with
                {
                    Port = 0,
                },
                TestContext.Current.CancellationToken
            )
        );

    public Task<HttpResponseMessage> SendAsync(
        string path,
        string? body = null,
        HttpMethod? method = null,
        string? key = null,
        CancellationToken? cancellationToken = null
    )
    {
        var request = new HttpRequestMessage(method ?? (body is null ? HttpMethod.Get : HttpMethod.Post), path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }
        if (key is not null)
        {
            request.Headers.Add("Authorization", $"Bearer {key}");
        }
        return http.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            cancellationToken ?? TestContext.Current.CancellationToken
        );
    }

    /// <summary>The body of an answer that must be a success.</summary>
    public async Task<JsonNode> AskAsync(string path, string? body = null)
    {
        using var response = await SendAsync(path, body);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    /// <summary>The whole stream as it came.</summary>
    public async Task<string> StreamAsync(string path, string body)
    {
        using var response = await SendAsync(path, body);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The documents of a stream, without its mark of the end.</summary>
    public static List<JsonNode> Events(string stream) =>
        [
            .. stream
                .Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
                .Where(data => data != "data: [DONE]")
                .Select(data => JsonNode.Parse(data["data: ".Length..])!),
        ];

    /// <summary>A number of <c>/metrics</c>, by its name and labels as they stand there.</summary>
    public async Task<double> MetricAsync(string series)
    {
        using var response = await SendAsync("/metrics");
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var line = text.Split('\n').SingleOrDefault(line => line.StartsWith(series + " ", StringComparison.Ordinal));
        return line is null ? double.NaN : double.Parse(line[(series.Length + 1)..], CultureInfo.InvariantCulture);
    }

    /// <summary>Asks again until a number of <c>/metrics</c> is as wanted.</summary>
    public async Task UntilAsync(string series, double value)
    {
        while (!(await MetricAsync(series)).Equals(value))
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Server.DisposeAsync();
    }
}
