using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Assay.Bench;

/// <summary>
/// A model server in a process of its own that answers always the same: at once below <c>/v1</c>, after ten milliseconds below
/// <c>/slow/v1</c>.
/// </summary>
internal sealed class ZeroLatencyServer : IAsyncDisposable
{
    private static readonly byte[] Answer =
        """
        {"id":"x","object":"chat.completion","model":"zero","choices":[{"index":0,"message":{"role":"assistant","content":"The answer is 42."},"finish_reason":"stop"}],"usage":{"prompt_tokens":100,"completion_tokens":5,"total_tokens":105}}
        """u8.ToArray();

    private static readonly TimeSpan Slowness = TimeSpan.FromMilliseconds(10);

    private readonly Process process;
    private readonly string root;

    private ZeroLatencyServer(Process process, string root)
    {
        this.process = process;
        this.root = root;
    }

    public string Url => root + "/v1";

    public string SlowUrl => root + "/slow/v1";

    public static async Task<ZeroLatencyServer> StartAsync()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, "serve")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        var server = Process.Start(start)!;
        var url = await server.StandardOutput.ReadLineAsync();
        return new ZeroLatencyServer(server, url!);
    }

    public static async Task ServeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            if (context.Request.Path.StartsWithSegments("/slow", StringComparison.Ordinal))
            {
                await Task.Delay(Slowness);
            }
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = context.Request.Path.Value!.EndsWith("models", StringComparison.Ordinal)
                ? Models.Length
                : Answer.Length;
            await context.Response.Body.WriteAsync(
                context.Request.Path.Value.EndsWith("models", StringComparison.Ordinal) ? Models : Answer
            );
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        // The bench closes our standard input when it ends, however it ends.
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    private static byte[] Models { get; } = """{"object":"list","data":[{"id":"zero","object":"model"}]}"""u8.ToArray();

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
