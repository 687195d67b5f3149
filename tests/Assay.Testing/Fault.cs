using Microsoft.AspNetCore.Http;

namespace Assay.Testing;

/// <summary>Something that goes wrong with one request to a <see cref="ModelServer"/>.</summary>
public sealed class Fault
{
    private readonly Func<HttpContext, ModelServerAnswer, Task> serve;

    private Fault(Func<HttpContext, ModelServerAnswer, Task> serve) => this.serve = serve;

    /// <summary>A web page, as a wrong address gives.</summary>
    public static Fault Html { get; } = Text(200, "text/html; charset=utf-8", "<html><body>Welcome!</body></html>");

    /// <summary>Bytes that are no JSON, though said to be.</summary>
    public static Fault Garbage { get; } = Text(200, "application/json", "{\"choices\": [}\u0001");

    /// <summary>Half an answer, then the connection is cut.</summary>
    public static Fault Cut { get; } = new((context, answer) => answer.SendHalfAsync(context));

    /// <summary>The connection is cut before anything is said.</summary>
    public static Fault Hangup { get; } =
        new(
            (context, _) =>
            {
                context.Abort();
                return Task.CompletedTask;
            }
        );

    /// <summary>Too many requests; come again after so long.</summary>
    public static Fault TooManyRequests(TimeSpan? retryAfter = null) =>
        Error(429, "slow down", retryAfter is { } wait ? $"{wait.TotalSeconds:0}" : null);

    /// <summary>An error in OpenAI's shape.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="message">The server's words.</param>
    /// <param name="retryAfter">That header.</param>
    /// <param name="code">The error's code.</param>
    public static Fault Error(int status, string message, string? retryAfter = null, string? code = null) =>
        new(
            (context, _) =>
            {
                if (retryAfter is not null)
                {
                    context.Response.Headers.RetryAfter = retryAfter;
                }
                return ModelServerAnswer.Error(status, message, code).SendAsync(context);
            }
        );

    /// <summary>Any other answer.</summary>
    public static Fault Text(int status, string contentType, params string[] pieces) =>
        new((context, _) => ModelServerAnswer.Text(status, contentType, pieces).SendAsync(context));

    /// <summary>Somewhere else.</summary>
    public static Fault Redirect(string location) =>
        new(
            (context, _) =>
            {
                context.Response.StatusCode = 307;
                context.Response.Headers.Location = location;
                return Task.CompletedTask;
            }
        );

    /// <summary>The right answer, but not before the signal.</summary>
    public static Fault Delay(Task signal) =>
        new(
            async (context, answer) =>
            {
                // A caller that has gone away is not waited for.
                await signal.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (!context.RequestAborted.IsCancellationRequested)
                {
                    await answer.SendAsync(context);
                }
            }
        );

    /// <summary>The first piece of the right answer, the rest not before the signal.</summary>
    public static Fault Stall(Task signal) =>
        new(
            async (context, answer) =>
            {
                await (answer with { Pieces = [answer.Pieces[0], []] }).SendAsync(context);
                await signal.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                foreach (
                    var piece in answer.Pieces.Skip(1).TakeWhile(_ => !context.RequestAborted.IsCancellationRequested)
                )
                {
                    await context.Response.Body.WriteAsync(piece);
                }
            }
        );

    internal Task ServeAsync(HttpContext context, ModelServerAnswer answer) => serve(context, answer);
}
