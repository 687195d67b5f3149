using System.Net.ServerSentEvents;
using System.Text;

namespace Assay.Models.OpenAi.Wire;

/// <summary>Puts a streamed completion together from its server-sent events.</summary>
internal sealed class CompletionStream(Failures failures, TimeProvider time, ExchangeObserver? observer)
{
    private readonly StringBuilder text = new();
    private StringBuilder? reasoning;
    private string? finishReason;
    private TokenUsage usage;
    private long? firstContent;

    /// <summary>Reads to the end of the stream.</summary>
    /// <param name="body">The stream.</param>
    /// <param name="started">When the request was sent.</param>
    /// <exception cref="ModelException">The server said that it failed, or the stream ended before the answer did.</exception>
    public async ValueTask<Completion> ReadAsync(Stream body, long started)
    {
        var parser = SseParser.Create(
            body,
            static (_, data) => data.SequenceEqual("[DONE]"u8) ? (CompletionPiece?)null : CompletionJson.Read(data)
        );
        var done = false;
        await foreach (var item in parser.EnumerateAsync())
        {
            if (item.Data is not { } piece)
            {
                done = true;
                break;
            }
            Take(piece);
        }
        // A stream without its end is a torn answer, however well it reads.
        return done || finishReason is not null ? Whole(started) : throw failures.Cut();
    }

    private void Take(CompletionPiece piece)
    {
        var now = time.GetTimestamp();
        observer?.Invoke(ExchangeEvent.Event, now);
        if (piece.Error is { } error)
        {
            throw failures.OfError(error);
        }
        if (piece.HasContent)
        {
            observer?.Invoke(ExchangeEvent.Content, now);
            firstContent ??= now;
            text.Append(piece.Text);
            if (piece.Reasoning is { Length: > 0 } thought)
            {
                (reasoning ??= new StringBuilder()).Append(thought);
            }
        }
        finishReason = piece.FinishReason ?? finishReason;
        usage = piece.Usage ?? usage;
    }

    private Completion Whole(long started) =>
        new(text.ToString())
        {
            Reasoning = reasoning?.ToString(),
            FinishReason = finishReason,
            Usage = usage,
            Latency = time.GetElapsedTime(started),
            TimeToFirstToken = firstContent is { } first ? time.GetElapsedTime(started, first) : null,
        };
}
