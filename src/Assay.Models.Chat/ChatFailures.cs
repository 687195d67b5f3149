using System.Globalization;
using System.Net.Sockets;

namespace Assay.Models.Chat;

/// <summary>Translates what clients throw into the four kinds of <see cref="ModelFailure"/>.</summary>
internal sealed class ChatFailures(ChatClientModelOptions options)
{
    private readonly ForeignText foreign = new(options.Secret);

    private string Name => options.Identity.Name;

    public ModelException Cut() => new($"{Name}: the answer was cut off", ModelFailure.Transient);

    public ModelException Of(Exception e, bool timedOut)
    {
        if (timedOut)
        {
            var seconds = options.Timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            return new($"{Name}: no whole answer within {seconds} s (total time-out)", ModelFailure.Transient, e);
        }
        // Clients that try again themselves report every attempt.
        var cause = e is AggregateException { InnerExceptions: [.., var last] } ? last : e;
        var said = foreign.Clean(cause.Message);
        if (StatusOf(cause) is { } status)
        {
            var failure = KindOf(status, cause.Message);
            return new($"{Name}: HTTP {status}: {said}", failure, e)
            {
                Remedy =
                    failure is not ModelFailure.Fatal ? null
                    : status is 401 or 403 ? "give the service a valid key"
                    : "check the model's name and the address",
            };
        }
        return cause switch
        {
            _ when IsUnreachable(cause) => new($"{Name}: nobody answers ({said})", ModelFailure.Transient, e)
            {
                Unreachable = true,
            },
            HttpRequestException or IOException or OperationCanceledException or System.Text.Json.JsonException => new(
                $"{Name}: {said}",
                ModelFailure.Transient,
                e
            ),
            _ => new($"{Name}: {said}", ModelFailure.Rejected, e),
        };
    }

    private static ModelFailure KindOf(int status, string message) =>
        status switch
        {
            429 when message.Contains("insufficient_quota", StringComparison.Ordinal) => ModelFailure.Fatal,
            429 or 503 or 529 => ModelFailure.Overloaded,
            408 or 409 or 425 or >= 500 => ModelFailure.Transient,
            401 or 402 or 403 or 404 => ModelFailure.Fatal,
            _ => ModelFailure.Rejected,
        };

    private static bool IsUnreachable(Exception e) =>
        e
            is HttpRequestException
                {
                    HttpRequestError: HttpRequestError.ConnectionError
                        or HttpRequestError.NameResolutionError
                        or HttpRequestError.SecureConnectionError
                        or HttpRequestError.ProxyTunnelError
                }
                or SocketException
        || (e.InnerException is { } inner && IsUnreachable(inner));

    // HttpRequestException knows it; exceptions of provider packages (System.ClientModel, Azure.Core) have it as a number.
    private static int? StatusOf(Exception e) =>
        e is HttpRequestException { StatusCode: { } code } ? (int)code
        : e.GetType().GetProperty("Status")?.GetValue(e) is int and >= 400 and < 600 and var status ? status
        : null;
}
