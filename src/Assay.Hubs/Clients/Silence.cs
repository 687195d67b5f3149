using System.Net.Sockets;

namespace Assay.Hubs.Clients;

/// <summary>Ends a wait for a server that says nothing for too long.</summary>
internal sealed class Silence : IDisposable
{
    private readonly TimeSpan patience;
    private readonly CancellationToken stop;
    private readonly CancellationTokenSource limit;
    private readonly CancellationTokenSource both;

    public Silence(HubSettings settings, CancellationToken cancellationToken)
    {
        patience = settings.Patience;
        stop = cancellationToken;
        limit = new CancellationTokenSource(patience, settings.Time);
        both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
    }

    /// <summary>Cancelled by the caller, or by too long a silence.</summary>
    public CancellationToken Token => both.Token;

    /// <summary>The server said something: the silence begins anew.</summary>
    public void Heard() => limit.CancelAfter(patience);

    /// <summary>Whether an exception is the server's or the network's doing.</summary>
    public bool Explains(Exception exception) =>
        !stop.IsCancellationRequested
        && exception is HttpRequestException or IOException or SocketException or OperationCanceledException;

    /// <summary>The failure in words.</summary>
    public HubException Broken(string host, Exception cause) =>
        limit.IsCancellationRequested
            ? new HubException($"{host} said nothing for {patience.TotalSeconds:0} s", null, cause)
        : cause is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }
            ? new HubException($"{host} cannot be found", null, cause) { NoServer = true }
        : cause is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError }
            ? new HubException($"{host} cannot be reached", null, cause) { NoServer = true }
        : new HubException($"the connection to {host} broke", null, cause);

    /// <inheritdoc/>
    public void Dispose()
    {
        both.Dispose();
        limit.Dispose();
    }
}
