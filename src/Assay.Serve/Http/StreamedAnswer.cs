using Assay.Serve.Answers;
using Assay.Serve.Requests;
using Microsoft.AspNetCore.Http;

namespace Assay.Serve.Http;

/// <summary>Sends the answers to a request as events.</summary>
internal sealed class StreamedAnswer(
    HttpContext context,
    CompletionRequest request,
    AnswerJson json,
    Choice[] choices,
    AnswerClock clock,
    Action<Exception>? onFailure
)
{
    private readonly bool[] begun = new bool[choices.Length];

    public async Task SendAsync(ChoiceRun run)
    {
        // What fails before the first piece still gets a status of its own.
        await run.Pieces.WaitToReadAsync(context.RequestAborted);
        using var events = new EventStream(context);
        try
        {
            do
            {
                while (run.Pieces.TryRead(out var next))
                {
                    clock.Piece(next.Index, next.Piece);
                    Add(events, next.Index, next.Piece);
                }
                await events.FlushAsync();
            } while (await run.Pieces.WaitToReadAsync(context.RequestAborted));
            var usage = clock.End();
            if (request.StreamUsage)
            {
                events.Add(writer => json.WriteUsageEvent(writer, usage));
            }
            events.AddDone();
        }
#pragma warning disable CA1031 // The status is sent: an event is all that can tell.
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested)
#pragma warning restore CA1031
        {
            var error = Failures.Known(e);
            if (error is null)
            {
                onFailure?.Invoke(e);
            }
            events.Add(writer => Failures.Write(writer, error ?? Failures.Unknown()));
        }
        await events.FlushAsync();
    }

    private void Add(EventStream events, int index, AnswerPiece piece)
    {
        var choice = choices[index];
        if (!begun[index])
        {
            begun[index] = true;
            if (request.IsChat || request.Echo)
            {
                Send(finishReason: null, withRole: request.IsChat);
            }
        }
        choice.Add(piece);
        var isLast = piece.FinishReason is not null;
        // A chat's last event has the reason and nothing else.
        if (
            piece is { Text.Length: > 0 } or { Reasoning: not null }
            || HasLogProbs(piece)
            || (isLast && !request.IsChat)
        )
        {
            Send(request.IsChat ? null : piece.FinishReason, withRole: false);
        }
        if (isLast && request.IsChat)
        {
            Send(piece.FinishReason, withRole: false);
        }

        void Send(string? finishReason, bool withRole)
        {
            events.Add(writer => json.WriteEvent(writer, index, choice, withRole, finishReason));
            choice.Forget();
        }
    }

    private bool HasLogProbs(AnswerPiece piece) => request.LogProbs && piece.Token is not null;
}
