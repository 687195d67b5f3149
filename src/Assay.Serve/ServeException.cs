using Microsoft.AspNetCore.Http;

namespace Assay.Serve;

/// <summary>A request that is not answered as asked; sent to the client in the shape of OpenAI's errors.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="message">What is wrong, for the client.</param>
public sealed class ServeException(int status, string message) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>The field that is wrong, for instance <c>messages[0].role</c>.</summary>
    public string? Parameter { get; init; }

    /// <summary>A word for programs, for instance <c>context_length_exceeded</c>.</summary>
    public string? Code { get; init; }

    /// <summary>When to ask again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The kind of error, as OpenAI names it.</summary>
    public string Type =>
        Status switch
        {
            StatusCodes.Status401Unauthorized => "authentication_error",
            StatusCodes.Status429TooManyRequests => "rate_limit_error",
            StatusCodes.Status503ServiceUnavailable => "service_unavailable_error",
            >= 500 => "server_error",
            _ => "invalid_request_error",
        };

    /// <summary>A field holds what cannot be used.</summary>
    public static ServeException Wrong(string parameter, string what, string? code = null) =>
        new(StatusCodes.Status400BadRequest, $"'{parameter}' {what}") { Parameter = parameter, Code = code };

    internal static ServeException TooBusy(TimeSpan wait) =>
        new(StatusCodes.Status429TooManyRequests, "the server has as many requests as it takes; ask again later")
        {
            Code = "rate_limit_exceeded",
            RetryAfter = wait,
        };

    internal static ServeException ShuttingDown() =>
        new(StatusCodes.Status503ServiceUnavailable, "the server is shutting down") { Code = "shutting_down" };
}
