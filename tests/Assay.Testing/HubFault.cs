using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Assay.Testing;

/// <summary>Something that goes wrong with one answer of a <see cref="LoopbackHub"/>.</summary>
public sealed class HubFault
{
    private int? status;
    private string? retryAfter;
    private int? cutAfter;
    private int? corruptAt;
    private Task? gate;
    private string? text;

    private HubFault() { }

    /// <summary>Nothing.</summary>
    public static HubFault None { get; } = new();

    /// <summary>An error.</summary>
    public static HubFault Status(int status, string? retryAfter = null) =>
        new() { status = status, retryAfter = retryAfter };

    /// <summary>The connection ends after so many bytes.</summary>
    public static HubFault Cut(int after) => new() { cutAfter = after };

    /// <summary>One byte, counted from the file's beginning, is another one.</summary>
    public static HubFault Corrupt(int at) => new() { corruptAt = at };

    /// <summary>After so many bytes nothing more comes before the signal.</summary>
    public static HubFault Stall(int after, Task gate) => new() { cutAfter = after, gate = gate };

    /// <summary>Something else altogether.</summary>
    public static HubFault Text(string text) => new() { text = text };

    internal async Task ServeAsync(HttpContext context, HubContentFile file, bool knowsRanges)
    {
        var response = context.Response;
        if (status is { } code)
        {
            response.StatusCode = code;
            if (retryAfter is not null)
            {
                response.Headers.RetryAfter = retryAfter;
            }
            return;
        }
        if (text is not null)
        {
            await response.WriteAsync(text, context.RequestAborted);
            return;
        }
        var bytes = file.Bytes.ToArray();
        if (corruptAt is { } at && bytes.Length > 0)
        {
            bytes[at % bytes.Length] ^= 1;
        }
        var offset = Offset(context.Request, file, knowsRanges);
        if (offset > bytes.Length || (offset == bytes.Length && offset > 0))
        {
            response.StatusCode = 416;
            return;
        }
        if (knowsRanges)
        {
            response.Headers.ETag = file.ETag;
        }
        if (offset > 0)
        {
            response.StatusCode = 206;
            response.Headers.ContentRange = string.Create(
                CultureInfo.InvariantCulture,
                $"bytes {offset}-{bytes.Length - 1}/{bytes.Length}"
            );
        }
        var rest = bytes.AsMemory(offset);
        response.ContentLength = rest.Length;
        await SendAsync(context, rest);
    }

    private async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> rest)
    {
        var first = Math.Min(cutAfter ?? int.MaxValue, rest.Length);
        await context.Response.Body.WriteAsync(rest[..first], context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        if (gate is not null)
        {
            // A caller that has gone away is not waited for.
            await gate.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(rest[first..], context.RequestAborted);
            }
        }
    }

    private static int Offset(HttpRequest request, HubContentFile file, bool knowsRanges)
    {
        var range = request.Headers.Range.ToString();
        var same = request.Headers.IfRange.ToString() is var tag && (tag.Length == 0 || tag == file.ETag);
        return knowsRanges && same && range.StartsWith("bytes=", StringComparison.Ordinal)
            ? int.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture)
            : 0;
    }
}
