using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Assay.Testing;

/// <summary>
/// A model server on a port of its own, inside the test's process: OpenAI's <c>/v1/models</c>, <c>/v1/chat/completions</c> and
/// <c>/v1/completions</c> (streamed or not, with echo and logprobs), and Ollama's <c>/api/tags</c> and <c>/api/chat</c>. Answers are a
/// function of the prompt. Everything may be set while it runs.
/// </summary>
public sealed class ModelServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<ModelServerRequest> requests = new();
    private readonly Lock gate = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> waiting = [];

    private ModelServer(WebApplication app)
    {
        this.app = app;
        app.Run(ServeAsync);
    }

    /// <summary>The address without a path: <c>http://127.0.0.1:PORT</c>.</summary>
    public string Root => app.Urls.First();

    /// <summary>The address for <c>--api-url</c>.</summary>
    public string Url => Root + "/v1";

    /// <summary>
    /// What the server says to a prompt: the last message of a chat, or the raw text. By default <c>The answer is 42.</c>
    /// </summary>
    public Func<string, string> Answer { get; set; } = _ => "The answer is 42.";

    /// <summary>What it thinks before it answers (<c>reasoning_content</c>); null for nothing.</summary>
    public Func<string, string?> Reasoning { get; set; } = _ => null;

    /// <summary>Why answers end.</summary>
    public string FinishReason { get; set; } = "stop";

    /// <summary>
    /// Log-probability of a token, and whether none is more probable. By default a quarter for each character, all greedy, so that
    /// scores can be reckoned by hand.
    /// </summary>
    public Func<string, (double LogProb, bool Greedy)> Scores { get; set; } = token => (-0.25 * token.Length, true);

    /// <summary>The models it lists; null for a server that keeps no list (404).</summary>
    public IReadOnlyList<string>? Models { get; set; } = ["tiny"];

    /// <summary>The bearer token it wants; null for none.</summary>
    public string? RequiredKey { get; set; }

    /// <summary>Whether completions take <c>echo</c>; otherwise only the generated token has log-probabilities.</summary>
    public bool Echoes { get; set; } = true;

    /// <summary>Whether completions take several prompts at once; otherwise that is a bad request.</summary>
    public bool TakesSeveralPrompts { get; set; } = true;

    /// <summary>What goes wrong with the next requests that are posted, one each.</summary>
    public ConcurrentQueue<Fault> Faults { get; } = new();

    /// <summary>What goes wrong with a request that is posted, by what or when it is; null for nothing.</summary>
    public Func<ModelServerRequest, Fault?> FaultOf { get; set; } = _ => null;

    /// <summary>What goes wrong with every request, lists of models too; null for nothing.</summary>
    public Fault? Always { get; set; }

    /// <summary>What was posted so far, in the order of arrival.</summary>
    public IReadOnlyList<ModelServerRequest> Requests => [.. requests];

    /// <summary>Starts a server.</summary>
    public static async Task<ModelServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ModelServer(builder.Build());
        await server.app.StartAsync();
        return server;
    }

    /// <summary>Completes when so many requests have been posted.</summary>
    public Task SeenAsync(int count)
    {
        lock (gate)
        {
            if (requests.Count >= count)
            {
                return Task.CompletedTask;
            }
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((count, reached));
            return reached.Task;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        // Read before the key is looked at: what a server refuses it has seen as well.
        var request = HttpMethods.IsPost(context.Request.Method) ? Record(await ReadAsync(context)) : null;
        var answer =
            RequiredKey is { } key && context.Request.Headers.Authorization != $"Bearer {key}"
                ? ModelServerAnswer.Error(401, $"Incorrect API key provided: {context.Request.Headers.Authorization}")
            : request is null ? List(context.Request.Path.Value!)
            : AnswerTo(request);
        await (FaultIn(request)?.ServeAsync(context, answer) ?? answer.SendAsync(context));
    }

    private Fault? FaultIn(ModelServerRequest? request) =>
        Always is { } always ? always
        : request is null ? null
        : Faults.TryDequeue(out var next) ? next
        : FaultOf(request);

    private ModelServerAnswer List(string path) =>
        (path, Models) switch
        {
            ("/v1/models", { } models) => OpenAiAnswers.Models(models),
            ("/api/tags", { } models) => OllamaAnswers.Tags(models),
            _ => ModelServerAnswer.NotFound,
        };

    private ModelServerAnswer AnswerTo(ModelServerRequest request) =>
        request.Path switch
        {
            _ when Models is { } known && !known.Contains(request.Model) => ModelServerAnswer.Error(
                404,
                $"The model '{request.Model}' does not exist",
                "model_not_found"
            ),
            "/v1/chat/completions" => OpenAiAnswers.Chat(this, request),
            "/v1/completions" => OpenAiAnswers.Completion(this, request),
            "/api/chat" => OllamaAnswers.Chat(this, request),
            _ => ModelServerAnswer.NotFound,
        };

    private static async Task<ModelServerRequest> ReadAsync(HttpContext context)
    {
        using var json = await JsonDocument.ParseAsync(context.Request.Body);
        return new ModelServerRequest(
            context.Request.Path.Value!,
            json.RootElement.Clone(),
            context.Request.Headers.Authorization.ToString()
        );
    }

    private ModelServerRequest Record(ModelServerRequest request)
    {
        lock (gate)
        {
            request = request with { Number = requests.Count + 1 };
            requests.Enqueue(request);
            foreach (var (_, reached) in waiting.Where(wait => wait.Count <= requests.Count))
            {
                reached.TrySetResult();
            }
            return request;
        }
    }
}
