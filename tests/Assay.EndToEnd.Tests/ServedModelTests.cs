using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Assay.Testing;

namespace Assay.EndToEnd.Tests;

/// <summary>Models that <c>assay serve</c> serves: what they say there is what they say in process.</summary>
public sealed class ServedModelTests : IDisposable
{
    private const string Stories = "datasets/models/stories260K";

    private readonly AssayProgram assay = new();
    private readonly HttpClient client = new();
    private RunningProgram? server;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        server?.Dispose();
        client.Dispose();
        assay.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Stories260K_tells_the_published_story(int company)
    {
        var folder = SharedData.Require(Stories);
        var url = await ServeAsync(folder);
        var text = await File.ReadAllTextAsync(Path.Combine(folder, "expected_greedy_200.txt"), Cancellation);

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, company)
                .Select(_ => PostAsync(url, """{"prompt": [1], "max_tokens": 200, "temperature": 0}"""))
        );

        Assert.All(answers, answer => Assert.Equal(text, Choice(answer).GetProperty("text").GetString()));
    }

    [Fact]
    public async Task Stories260K_gives_the_published_log_probabilities()
    {
        var folder = SharedData.Require(Stories);
        var url = await ServeAsync(folder);
        var expected = await File.ReadAllTextAsync(Path.Combine(folder, "expected_logprobs.json"), Cancellation);
        using var document = JsonDocument.Parse(expected);

        foreach (var one in document.RootElement.EnumerateArray().SelectMany(x => Items(x.GetProperty("choices"))))
        {
            var body = $$"""{"prompt": {{one.GetProperty("ids")}}, "max_tokens": 0, "echo": true, "logprobs": 0}""";

            var scored = Items(
                Choice(await PostAsync(url, body)).GetProperty("logprobs").GetProperty("token_logprobs")
            );

            Assert.Equal(JsonValueKind.Null, scored[0].ValueKind);
            Assert.All(
                Items(one.GetProperty("token_logprobs")).Zip(scored[1..], (x, y) => (x.GetDouble(), y.GetDouble())),
                pair => Assert.Equal(pair.Item1, pair.Item2, 1e-3)
            );
        }
    }

    [Fact]
    public async Task An_evaluation_of_the_served_model_answers_as_one_in_process()
    {
        string[] task = ["--datasets", "mini_arc", "mini_bbh", "--limit", "4"];
        (await assay.RunAsync(["eval", "--model", "tiny", .. task])).Succeeded();
        var url = await ServeAsync("tiny");

        (await assay.RunAsync(["eval", "--model", "tiny", "--api-url", $"{url}/v1", .. task])).Succeeded();

        var runs = assay.Runs().Select(run => RunFiles.Answers(run)).ToArray();
        Assert.NotEmpty(runs[0]);
        Assert.Equal(runs[0], runs[1]);
    }

    [Fact]
    public async Task An_interrupt_ends_the_server()
    {
        Interrupts.Require();
        await ServeAsync("tiny");

        server!.Interrupt();

        Assert.Equal(0, (await server.EndAsync()).ExitCode);
    }

    private async Task<string> ServeAsync(string model)
    {
        server = assay.Start("serve", "--model", model, "--port", "0");
        return (await server.UntilPrintedAsync(" on ")).Replace("/v1", "", StringComparison.Ordinal);
    }

    private async Task<JsonElement> PostAsync(string url, string body)
    {
        using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        using var response = await client.PostAsync(new Uri($"{url}/v1/completions"), content, Cancellation);
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }

    private static JsonElement Choice(JsonElement answer) => answer.GetProperty("choices")[0];

    private static JsonElement[] Items(JsonElement array) => [.. array.EnumerateArray()];
}
