using System.Collections.Immutable;
using System.Net.Http.Headers;
using Assay.Models.OpenAi.Wire;

namespace Assay.Models.OpenAi;

/// <summary>
/// Speaks to one OpenAI-compatible server: bytes of a request in, a completion out. Every failure comes out as a
/// <see cref="ModelException"/>. Nothing is asked twice here. Safe for any number of callers at once.
/// </summary>
public sealed class OpenAiClient : IDisposable
{
    private const int LargestFailure = 64 * 1024;
    private static readonly TimeSpan LongestList = TimeSpan.FromSeconds(60);

    private readonly OpenAiClientOptions options;
    private readonly HttpMessageInvoker http;
    private readonly AuthenticationHeaderValue? authorization;
    private readonly Failures failures;

    /// <param name="options">Which server, and how it is reached.</param>
    public OpenAiClient(OpenAiClientOptions options)
        : this(options, Handler(options)) { }

    /// <summary>For tests that need a connection of their own making.</summary>
    internal OpenAiClient(OpenAiClientOptions options, HttpMessageHandler handler)
    {
        this.options = options;
        http = new HttpMessageInvoker(handler);
        authorization = options.ApiKey is { } key ? new AuthenticationHeaderValue("Bearer", key) : null;
        failures = new Failures(options.Address, options.ApiKey, options.Time);
    }

    /// <summary>The server.</summary>
    public ServerAddress Address => options.Address;

    /// <summary>The clock of all timestamps.</summary>
    public TimeProvider Time => options.Time;

    /// <summary>Asks for a completion.</summary>
    /// <param name="endpoint"><c>chat/completions</c> or <c>completions</c>.</param>
    /// <param name="body">The request's JSON. Must not change until the answer is there.</param>
    /// <param name="observer">Told of each event; null for nobody.</param>
    /// <param name="cancellationToken">Ends the exchange.</param>
    /// <exception cref="ModelException">No completion, and why.</exception>
    public ValueTask<Completion> CompleteAsync(
        string endpoint,
        ReadOnlyMemory<byte> body,
        ExchangeObserver? observer = null,
        CancellationToken cancellationToken = default
    ) =>
        SendAsync(
            HttpMethod.Post,
            endpoint,
            body,
            (response, stream, deadline) => ReadCompletionAsync(response, stream, deadline, observer),
            options.Timeouts,
            observer,
            cancellationToken
        );

    /// <summary>The names of the server's models; none when it keeps no list, or lists them in no known way.</summary>
    /// <exception cref="ModelException">No answer, and why.</exception>
    public ValueTask<ImmutableArray<string>> ListModelsAsync(CancellationToken cancellationToken = default) =>
        SendAsync(
            HttpMethod.Get,
            "models",
            body: null,
            ReadModelsAsync,
            LongestList < options.Timeouts.Total ? PhaseTimeouts.WithTotal(LongestList) : options.Timeouts,
            observer: null,
            cancellationToken
        );

    /// <summary>Posts a request whose answer is read as a whole.</summary>
    internal ValueTask<T> PostAsync<T>(
        string endpoint,
        ReadOnlyMemory<byte> body,
        WholeReader<T> read,
        CancellationToken cancellationToken
    ) =>
        SendAsync(
            HttpMethod.Post,
            endpoint,
            body,
            (response, stream, deadline) => ReadWholeAsync(response, stream, deadline, read),
            options.Timeouts,
            observer: null,
            cancellationToken
        );

    /// <summary>The failure that an error inside a successful answer says.</summary>
    internal ModelException Failure(ServerError error) => failures.OfError(error);

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private static SocketsHttpHandler Handler(OpenAiClientOptions options) =>
        new()
        {
            // A redirect could take the key to another host.
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !options.Address.IsLoopback,
            ConnectTimeout = options.Timeouts.Connect,
            PooledConnectionLifetime = TimeSpan.FromMinutes(15),
            ActivityHeadersPropagator = null,
        };

    private async ValueTask<T> SendAsync<T>(
        HttpMethod method,
        string endpoint,
        ReadOnlyMemory<byte>? body,
        Func<HttpResponseMessage, AnswerStream, Deadline, ValueTask<T>> read,
        PhaseTimeouts timeouts,
        ExchangeObserver? observer,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(method, options.Address.Of(endpoint));
        request.Headers.Authorization = authorization;
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        if (body is { } json)
        {
            request.Content = new RequestBody(json);
        }
        using var deadline = new Deadline(timeouts, options.Time, cancellationToken);
        observer?.Invoke(ExchangeEvent.Started, deadline.Started);
        try
        {
            deadline.Enter(Phase.FirstByte);
            using var response = await http.SendAsync(request, deadline.Token);
            observer?.Invoke(ExchangeEvent.Headers, options.Time.GetTimestamp());
            await using var stream = new AnswerStream(
                await response.Content.ReadAsStreamAsync(deadline.Token),
                deadline,
                options.LargestAnswer
            );
            var answer = await read(response, stream, deadline);
            observer?.Invoke(ExchangeEvent.Ended, options.Time.GetTimestamp());
            return answer;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e) when (Failures.Knows(e))
        {
            throw failures.Of(e, deadline);
        }
    }

    private async ValueTask<Completion> ReadCompletionAsync(
        HttpResponseMessage response,
        AnswerStream stream,
        Deadline deadline,
        ExchangeObserver? observer
    )
    {
        await CheckAsync(response, stream, deadline);
        // Some servers stream without being asked, others do not stream when asked.
        if (response.Content.Headers.ContentType?.MediaType == "text/event-stream")
        {
            return await new CompletionStream(failures, options.Time, observer).ReadAsync(stream, deadline.Started);
        }
        using var bytes = await AnswerBytes.ReadAsync(stream, Announced(response), int.MaxValue, deadline.Token);
        var piece = CompletionJson.Read(bytes.Span);
        if (piece.Error is { } error)
        {
            throw failures.OfError(error);
        }
        return piece.HasChoice
            ? new Completion(piece.Text ?? "")
            {
                Reasoning = piece.Reasoning,
                FinishReason = piece.FinishReason,
                Usage = piece.Usage ?? default,
                Latency = options.Time.GetElapsedTime(deadline.Started),
            }
            : throw failures.Garbled();
    }

    private async ValueTask<ImmutableArray<string>> ReadModelsAsync(
        HttpResponseMessage response,
        AnswerStream stream,
        Deadline deadline
    )
    {
        // Many servers keep no list, and some keys may ask but not list.
        if ((int)response.StatusCode is 403 or 404 or 405 or 501 && !Failures.IsHtml(response))
        {
            return [];
        }
        return await ReadWholeAsync(response, stream, deadline, ModelListJson.Read);
    }

    private async ValueTask<T> ReadWholeAsync<T>(
        HttpResponseMessage response,
        AnswerStream stream,
        Deadline deadline,
        WholeReader<T> read
    )
    {
        await CheckAsync(response, stream, deadline);
        using var bytes = await AnswerBytes.ReadAsync(stream, Announced(response), int.MaxValue, deadline.Token);
        return read(bytes.Span);
    }

    private async ValueTask CheckAsync(HttpResponseMessage response, AnswerStream stream, Deadline deadline)
    {
        if (!response.IsSuccessStatusCode)
        {
            using var said = await AnswerBytes.ReadAsync(stream, announced: null, LargestFailure, deadline.Token);
            throw failures.OfStatus(response, said.Span);
        }
        if (Failures.IsHtml(response))
        {
            throw failures.Html((int)response.StatusCode);
        }
    }

    private static long? Announced(HttpResponseMessage response) => response.Content.Headers.ContentLength;
}

/// <summary>Reads a whole answer from its bytes, which are gone afterwards.</summary>
internal delegate T WholeReader<out T>(ReadOnlySpan<byte> json);
