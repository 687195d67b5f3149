namespace Assay.Hubs;

/// <summary>A request to a hub that failed and may be tried again.</summary>
/// <param name="message">What happened; no address with its query, no token.</param>
/// <param name="retryAfter">How long the server asks to wait.</param>
/// <param name="inner">The cause.</param>
internal sealed class HubException(string message, TimeSpan? retryAfter = null, Exception? inner = null)
    : Exception(message, inner)
{
    public TimeSpan? RetryAfter => retryAfter;

    /// <summary>Whether there was no server at all, as on a machine without a network.</summary>
    public bool NoServer { get; init; }
}
