using System.Collections.Immutable;
using OllamaSharp;

namespace Assay.Models.Chat;

/// <summary>A model that an Ollama server has.</summary>
public sealed class OllamaModel : IModel
{
    private const int LargestAnswer = 64 << 20;
    private const int NamesShown = 20;

    private static readonly TimeSpan LongestCheck = TimeSpan.FromSeconds(60);

    private readonly HttpClient http;
    private readonly OllamaApiClient client;
    private readonly ChatClientModel model;
    private readonly string name;

    /// <param name="name">Its name there, for instance <c>qwen2.5:0.5b</c>; <c>:latest</c> may be left out.</param>
    /// <param name="address">The server (see <see cref="OllamaAddress"/>).</param>
    /// <param name="stream">Have the answers streamed.</param>
    /// <param name="timeout">The longest a whole answer may take; null for ten minutes.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public OllamaModel(
        string name,
        Uri address,
        bool stream = false,
        TimeSpan? timeout = null,
        TimeProvider? time = null
    )
    {
        ArgumentNullException.ThrowIfNull(address);
        this.name = name;
        var handler = new SocketsHttpHandler
        {
            UseProxy = !address.IsLoopback,
            UseCookies = false,
            AllowAutoRedirect = false,
        };
        http = new HttpClient(handler)
        {
            BaseAddress = address,
            // The model below has the time-out.
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        client = new OllamaApiClient(http, name);
        var identity = new ModelIdentity(name, "ollama")
        {
            Details = ImmutableSortedDictionary<string, string>.Empty.Add("url", address.GetLeftPart(UriPartial.Path)),
        };
        var options = new ChatClientModelOptions(identity)
        {
            Stream = stream,
            OptionNames = ImmutableDictionary<string, string>.Empty.Add("repetition_penalty", "repeat_penalty"),
            Time = time ?? TimeProvider.System,
        };
        model = new ChatClientModel(client, timeout is { } limit ? options with { Timeout = limit } : options);
    }

    /// <summary>Refuses options that Ollama does not have: it would not say so itself.</summary>
    /// <exception cref="InputException">There is one.</exception>
    public static void CheckOptions(GenerationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Extra.Keys.FirstOrDefault(key => !OllamaOptions.Names.Contains(key)) is { } unknown)
        {
            throw new InputException(
                $"Ollama has no option '{unknown}'",
                "--generation-config",
                DidYouMean.Hint(unknown, OllamaOptions.Names)
            );
        }
    }

    /// <inheritdoc/>
    public ModelIdentity Identity => model.Identity;

    /// <inheritdoc/>
    public async ValueTask PrepareAsync(ModelNeeds needs, CancellationToken cancellationToken)
    {
        await model.PrepareAsync(needs, cancellationToken);
        var names = await NamesAsync(cancellationToken);
        if (names.Any(known => known == name || known == name + ":latest"))
        {
            return;
        }
        // `qwen2.5` is near to `qwen2.5:7b`, however long the tag is.
        var near =
            DidYouMean.Nearest(name, names) ?? names.Find(known => known.StartsWith(name, StringComparison.Ordinal));
        var hint = near is null ? "" : $"did you mean 'ollama:{near}'? ";
        var list =
            names.Count > 0 ? $"it has {string.Join(", ", names.Take(NamesShown))}; " : "it has no model at all; ";
        throw new InputException(
            $"Ollama at {Identity.Details["url"]} has no model '{name}'",
            "--model",
            $"{hint}{list}run 'ollama pull {name}'"
        );
    }

    /// <inheritdoc/>
    public ValueTask<Generated> GenerateAsync(GenerateRequest request, CancellationToken cancellationToken) =>
        model.GenerateAsync(request, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await model.DisposeAsync();
        http.Dispose();
    }

    private async Task<List<string>> NamesAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestCheck);
        try
        {
            var models = await client.ListLocalModelsAsync(limit.Token);
            return [.. models.Select(known => known.Name).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var isThere = e is not HttpRequestException { StatusCode: null };
            throw new InputException(
                isThere ? "this is no Ollama server" : "nobody answers there",
                Identity.Details["url"],
                "start it with 'ollama serve', or correct --api-url or OLLAMA_HOST",
                e
            );
        }
    }
}
