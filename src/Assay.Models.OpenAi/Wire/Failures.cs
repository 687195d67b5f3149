using System.Text.Json;

namespace Assay.Models.OpenAi.Wire;

/// <summary>Translates everything that can go wrong in an exchange into the four kinds of <see cref="ModelFailure"/>.</summary>
internal sealed class Failures(ServerAddress address, string? key, TimeProvider time)
{
    public const string CheckAddress = "check --api-url";
    private const string CheckKey = "give a valid key with --api-key or in ASSAY_API_KEY or OPENAI_API_KEY";
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly ForeignText foreign = new(key);

    /// <summary>The failure that a status says, with the server's own words.</summary>
    public ModelException OfStatus(HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        var status = (int)response.StatusCode;
        var error = ServerError.Parse(body);
        var html = IsHtml(response);
        if (
            html
            && KindOf(status) is not (ModelFailure.Transient or ModelFailure.Overloaded)
            && status is not (401 or 403)
        )
        {
            return Html(status);
        }
        if (status is >= 300 and < 400)
        {
            var target = response.Headers.Location is { IsAbsoluteUri: true } location
                ? foreign.Clean(location.GetLeftPart(UriPartial.Path))
                : "elsewhere";
            return new($"{address} redirects to {target}", ModelFailure.Fatal) { Remedy = CheckAddress };
        }
        if (status is 404 or 405 && error is not { IsApiError: true })
        {
            var path = response.RequestMessage?.RequestUri?.AbsolutePath;
            return new($"{address} has no {path} (HTTP {status})", ModelFailure.Fatal) { Remedy = CheckAddress };
        }
        var words = error is null || html ? response.ReasonPhrase ?? "" : error.Message;
        return Of(status, error, words, RetryAfter(response));
    }

    /// <summary>The failure that a body with status 200, or an event of a stream, says.</summary>
    public ModelException OfError(ServerError error)
    {
        var status =
            error.Status
            ?? (
                Says("invalid_request", "BadRequest", "context_length") ? 400
                : Says("authentication", "invalid_api_key") ? 401
                : Says("permission") ? 403
                : Says("rate_limit", "overloaded") ? 429
                : 500
            );
        return Of(status, error, error.Message, retryAfter: null);

        bool Says(params ReadOnlySpan<string> kinds)
        {
            foreach (var kind in kinds)
            {
                if (error.Kind.Contains(kind, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
            return false;
        }
    }

    public ModelException Html(int status) =>
        new($"{address} speaks HTML (HTTP {status}): not an OpenAI-compatible server", ModelFailure.Fatal)
        {
            Remedy = CheckAddress,
        };

    public ModelException Cut() => new($"{address} cut its answer off", ModelFailure.Transient);

    public ModelException Garbled(Exception? inner = null) =>
        new($"{address} sent an answer that cannot be read", ModelFailure.Transient, inner);

    /// <summary>Whether an exception comes from the exchange, and is not a failure in these terms already.</summary>
    public static bool Knows(Exception e) =>
        e
            is OperationCanceledException
                or HttpRequestException
                or IOException
                or JsonException
                or InvalidOperationException;

    /// <summary>The failure behind an exception of the exchange.</summary>
    public ModelException Of(Exception e, Deadline deadline) =>
        e switch
        {
            _ when deadline.Expired is { } expired => new($"{address}: {expired}", ModelFailure.Transient, e),
            OperationCanceledException { InnerException: TimeoutException } => Unreachable("no connection in time", e),
            HttpRequestException { HttpRequestError: var error } => error switch
            {
                HttpRequestError.NameResolutionError => Unreachable("no such host", e),
                HttpRequestError.ConnectionError => Unreachable("nobody answers there", e),
                HttpRequestError.ProxyTunnelError => Unreachable("the proxy does not get there", e),
                HttpRequestError.SecureConnectionError => Unreachable("no secure connection comes about", e),
                HttpRequestError.InvalidResponse => Garbled(e),
                _ => new($"{address} cut the connection", ModelFailure.Transient, e),
            },
            JsonException or InvalidOperationException => Garbled(e),
            _ => new($"{address} cut the connection", ModelFailure.Transient, e),
        };

    public static bool IsHtml(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType is { } type
        && type.Contains("html", StringComparison.OrdinalIgnoreCase);

    private ModelException Unreachable(string how, Exception inner) =>
        new($"{address}: {how}", ModelFailure.Transient, inner) { Unreachable = true };

    private ModelException Of(int status, ServerError? error, string words, TimeSpan? retryAfter)
    {
        var unknownModel = status is 400 or 404 && error is { IsUnknownModel: true };
        // A quota that is used up answers 429 for ever.
        var unpaid = status == 402 || (error?.Kind.Contains("insufficient_quota", StringComparison.Ordinal) ?? false);
        var failure = unknownModel || unpaid ? ModelFailure.Fatal : KindOf(status);
        var said = foreign.Clean(words);
        return new($"HTTP {status} from {address}{(said.Length > 0 ? ": " : "")}{said}", failure)
        {
            RetryAfter = retryAfter,
            Remedy =
                unknownModel ? "check --model"
                : unpaid ? "check the account's credit"
                : failure is ModelFailure.Fatal ? CheckKey
                : null,
        };
    }

    private static ModelFailure KindOf(int status) =>
        status switch
        {
            429 or 503 or 529 => ModelFailure.Overloaded,
            408 or 409 or 425 or >= 500 => ModelFailure.Transient,
            401 or 403 or 407 => ModelFailure.Fatal,
            _ => ModelFailure.Rejected,
        };

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter switch
        {
            { Delta: { } seconds } => seconds,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return asked is not { } wait ? null
            : wait < TimeSpan.Zero ? TimeSpan.Zero
            : wait > LongestWait ? LongestWait
            : wait;
    }
}
