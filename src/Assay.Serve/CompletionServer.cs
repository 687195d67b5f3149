using System.Net;
using System.Net.Sockets;
using Assay.Serve.Http;
using Assay.Serve.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Assay.Serve;

/// <summary>
/// A server that speaks OpenAI's API: <c>/v1/models</c>, <c>/v1/chat/completions</c>, <c>/v1/completions</c>; beside it
/// <c>/tokenize</c>, <c>/detokenize</c>, <c>/health</c>, <c>/metrics</c>.
/// </summary>
public sealed class CompletionServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly IAnswerSource source;
    private readonly ServeOptions options;
    private readonly Admission admission;
    private readonly ServeMetrics metrics;

    private CompletionServer(WebApplication app, IAnswerSource source, ServeOptions options)
    {
        this.app = app;
        this.source = source;
        this.options = options;
        admission = new Admission(options.MaxConcurrency, options.Queue);
        metrics = new ServeMetrics(() => admission.Running, () => admission.Waiting);
        var routes = new Routes(source, options, admission, metrics);
        app.Run(routes.HandleAsync);
    }

    /// <summary>The name that clients know the model by.</summary>
    public string Name => source.Name;

    /// <summary>The address that clients are given: <c>http://127.0.0.1:8000/v1</c>.</summary>
    public Uri Address => new(new Uri(app.Urls.First()), "/v1");

    /// <summary>Starts a server; it is ready when this returns.</summary>
    /// <param name="source">Where answers come from; disposed of with the server, and also where it cannot be started.</param>
    /// <param name="options">How to serve.</param>
    /// <param name="cancellationToken">Stops starting.</param>
    /// <exception cref="InputException">The address or port cannot be listened on.</exception>
    public static async Task<CompletionServer> StartAsync(
        IAnswerSource source,
        ServeOptions options,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        var server = new CompletionServer(Build(options), source, options);
        try
        {
            await server.app.StartAsync(cancellationToken);
            return server;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await server.DisposeAsync();
            throw new InputException(
                $"nothing can listen on {options.Address}:{options.Port} ({e.Message.TrimEnd('.')})",
                "--port",
                "give another port, or 0 for a free one",
                e
            );
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Stops: lets nobody in any more, finishes what is under way within <see cref="ServeOptions.Grace"/>, and cuts off what is left.
    /// </summary>
    /// <param name="now">Cuts off at once.</param>
    /// <returns>Whether everything was finished.</returns>
    public async Task<bool> StopAsync(CancellationToken now = default)
    {
        await admission.CloseAsync();
        using var patience = new CancellationTokenSource(options.Grace, options.Time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, now);
        try
        {
            await app.StopAsync(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // Cut off.
        }
        return !limit.IsCancellationRequested;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await source.DisposeAsync();
        metrics.Dispose();
        admission.Dispose();
    }

    private static WebApplication Build(ServeOptions options)
    {
        // Nothing comes from the environment or from files: the options are all that counts.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.LargestBody;
            kestrel.Listen(
                new IPEndPoint(options.Address, options.Port),
                listen => listen.Protocols = HttpProtocols.Http1
            );
        });
        return builder.Build();
    }

    // The default one takes Ctrl-C for itself.
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
