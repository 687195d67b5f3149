using Assay.Serve.Metrics;
using Microsoft.AspNetCore.Http;

namespace Assay.Serve.Http;

/// <summary>Which endpoint answers, and what the client gets where one fails.</summary>
internal sealed class Routes
{
    private const string ModelPrefix = "/v1/models/";
    private const int ClientClosedRequest = 499;

    private readonly Dictionary<string, Route> routes;
    private readonly ModelEndpoint models;
    private readonly IAnswerSource source;
    private readonly ServeOptions options;
    private readonly Admission admission;
    private readonly ServeMetrics metrics;
    private readonly Authorization authorization;

    public Routes(IAnswerSource source, ServeOptions options, Admission admission, ServeMetrics metrics)
    {
        this.source = source;
        this.options = options;
        this.admission = admission;
        this.metrics = metrics;
        authorization = new Authorization(options.ApiKey);
        models = new ModelEndpoint(source, options.Time);
        var completions = new CompletionEndpoint(source, options, admission, metrics);
        routes = new(StringComparer.Ordinal)
        {
            ["/health"] = new(HttpMethods.Get, HealthAsync, IsOpen: true),
            ["/metrics"] = new(HttpMethods.Get, MetricsAsync, IsOpen: true),
            ["/v1/models"] = new(HttpMethods.Get, models.ListAsync),
            ["/v1/chat/completions"] = new(HttpMethods.Post, completions.ChatAsync),
            ["/v1/completions"] = new(HttpMethods.Post, completions.CompleteAsync),
        };
        if (source.Model is { } model)
        {
            var tokens = new TokenEndpoint(model);
            routes["/tokenize"] = new(HttpMethods.Post, tokens.TokenizeAsync);
            routes["/detokenize"] = new(HttpMethods.Post, tokens.DetokenizeAsync);
        }
    }

    /// <summary>Answers a request, whatever happens.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        path = path.Length > 1 ? path.TrimEnd('/') : path;
        var route = Find(path);
        var status = ClientClosedRequest;
        try
        {
            await AnswerAsync(context, path, route);
            status = context.Response.StatusCode;
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to be told.
        }
#pragma warning disable CA1031 // The last place where anything can be caught: the client gets an answer in any case.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var error = Failures.Known(e) ?? Unforeseen(e);
            status = error.Status;
            if (!context.Response.HasStarted)
            {
                await Failures.SendAsync(context, error);
            }
        }
        metrics.Request(
            route is null ? "other"
                : path.StartsWith(ModelPrefix, StringComparison.Ordinal) ? ModelPrefix
                : path,
            status
        );
    }

    private Task AnswerAsync(HttpContext context, string path, Route? route)
    {
        if (route is not { IsOpen: true })
        {
            authorization.Check(context.Request);
        }
        if (route is null)
        {
            throw new ServeException(StatusCodes.Status404NotFound, $"there is no {path} here")
            {
                Code = "unknown_url",
            };
        }
        var method = context.Request.Method;
        if (method != route.Method && !(HttpMethods.IsHead(method) && HttpMethods.IsGet(route.Method)))
        {
            context.Response.Headers.Allow = route.Method;
            throw new ServeException(
                StatusCodes.Status405MethodNotAllowed,
                $"{path} takes {route.Method}, not {method}"
            );
        }
        return route.Answer(context);
    }

    private Route? Find(string path) =>
        path.StartsWith(ModelPrefix, StringComparison.Ordinal)
            ? new Route(HttpMethods.Get, context => models.ShowAsync(context, NameIn(path)))
            : routes.GetValueOrDefault(path);

    // The web server leaves escaped slashes as they are.
    private static string NameIn(string path) =>
        path[ModelPrefix.Length..].Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private ServeException Unforeseen(Exception e)
    {
        options.OnFailure?.Invoke(e);
        return Failures.Unknown();
    }

    private Task HealthAsync(HttpContext context)
    {
        admission.ThrowIfClosed();
        return JsonReply.SendAsync(
            context,
            StatusCodes.Status200OK,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("status"u8, "ok"u8);
                json.WriteString("model"u8, source.Name);
                json.WriteEndObject();
            }
        );
    }

    private Task MetricsAsync(HttpContext context)
    {
        context.Response.ContentType = PrometheusText.ContentType;
        return context.Response.WriteAsync(metrics.Text.Write(), context.RequestAborted);
    }

    private sealed record Route(string Method, Func<HttpContext, Task> Answer, bool IsOpen = false);
}
