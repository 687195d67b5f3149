using Assay.Testing;

namespace Assay.EndToEnd.Tests;

/// <summary>Tests of the program against a model server in the test's own process.</summary>
public abstract class ServedTests : IAsyncLifetime
{
    private protected AssayProgram Assay { get; } = new();

    private protected ModelServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await ModelServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Server.DisposeAsync();
        Assay.Dispose();
    }

    /// <summary>A command that asks the server, and waits hardly at all before it asks again.</summary>
    private protected string[] Asking(string dataset, params string[] more) =>
        [
            "eval",
            "--model",
            "tiny",
            "--api-url",
            Server.Url,
            "--datasets",
            dataset,
            "--retry-delay",
            "1ms",
            "--json",
            .. more,
        ];

    private protected Task<Outcome> AskAsync(string dataset, params string[] more) =>
        Assay.RunAsync(Asking(dataset, more));
}
