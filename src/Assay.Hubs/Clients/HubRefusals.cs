using System.Net;
using Assay.Repositories;

namespace Assay.Hubs.Clients;

/// <summary>Says what a hub's refusals mean, and what to do about them.</summary>
internal sealed class HubRefusals(Hub hub, string host, bool hasToken)
{
    private const int LongestMessage = 160;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>What to throw for an answer that is no success.</summary>
    public Exception Of(
        HttpResponseMessage response,
        Uri uri,
        HubRepository repository,
        string? path,
        TimeProvider time
    )
    {
        var status = response.StatusCode;
        var what = path is null ? repository.ToString() : $"{path} of {repository}";
        if (!string.Equals(uri.Host, host, StringComparison.OrdinalIgnoreCase) && (int)status is >= 400 and < 500)
        {
            // A signed address of a content network that has run out: the hub gives another.
            return new HubException($"{uri.Authority} refuses {what} ({(int)status})");
        }
        // The server's own words may quote what it was sent; they are shown only where no token was.
        var said = hasToken ? null : Said(response);
        return status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new InputException(
                hasToken
                    ? $"the token may not read {what} ({(int)status})"
                    : $"{what} is not there, or is not public ({(int)status}{said})",
                Flag(repository),
                hasToken
                    ? $"accept its terms at {host}, or give another token in {TokenName}"
                    : $"check the name; where it is gated, accept its terms at {host} and give a token in {TokenName}"
            ),
            HttpStatusCode.NotFound => new InputException(
                path is null
                    ? $"{repository} is not there, or has no revision '{repository.Revision}'{said}"
                    : $"{what} is not there",
                Flag(repository),
                $"check the name{(hasToken ? "" : $" (a private one needs a token in {TokenName})")}, or try the other hub"
            ),
            HttpStatusCode.RequestedRangeNotSatisfiable => new HubException($"{uri.Authority} has no such range (416)"),
            HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError =>
                new HubException($"{uri.Authority} is in trouble ({(int)status})", Wait(response, time)),
            _ => new InputException(
                $"{uri.Authority} refuses {what} ({(int)status}{said})",
                Flag(repository),
                "check the name and the revision"
            ),
        };
    }

    /// <summary>What to throw for an answer that is not the hub's.</summary>
    public InputException NoHub(Exception cause) =>
        new($"{host} does not answer as {hub} does", AddressName, "check the address of the mirror", cause);

    private string TokenName => hub is Hub.HuggingFace ? "HF_TOKEN" : "MODELSCOPE_API_TOKEN";

    private string AddressName => hub is Hub.HuggingFace ? "HF_ENDPOINT" : "MODELSCOPE_ENDPOINT";

    private static string Flag(HubRepository repository) =>
        repository.Kind is RepositoryKind.Model ? $"--model-hub {repository.Hub}" : $"--dataset-hub {repository.Hub}";

    // huggingface.co says the reason in a header.
    private static string? Said(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("X-Error-Message", out var values))
        {
            return null;
        }
        var text = string.Concat(values.First().Where(c => !char.IsControl(c)).Take(LongestMessage));
        return text.Length == 0 ? null : $": {text}";
    }

    private static TimeSpan? Wait(HttpResponseMessage response, TimeProvider time)
    {
        var asked = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return asked is { } wait ? TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, LongestWait.Ticks)) : null;
    }
}
