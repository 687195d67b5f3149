using System.Collections.Immutable;
using Assay.Models;
using Assay.Serve.Metrics;

namespace Assay.Serve.Http;

/// <summary>Counts and times one request from its arrival.</summary>
internal sealed class AnswerClock(TimeProvider time, ServeMetrics metrics)
{
    private readonly long started = time.GetTimestamp();
    private readonly Dictionary<int, (long First, long Tokens)> answers = [];
    private TokenUsage usage;

    public void Prompts(ImmutableArray<IOpenedPrompt> prompts)
    {
        usage = new TokenUsage(prompts.Sum(prompt => prompt.TokenCount), 0);
        metrics.PromptTokens(usage.Input);
    }

    public void Piece(int index, AnswerPiece piece)
    {
        var now = time.GetTimestamp();
        if (!answers.TryGetValue(index, out var answer))
        {
            answer.First = now;
            metrics.TimeToFirstToken(time.GetElapsedTime(started, now));
        }
        answer.Tokens += piece.TokenCount;
        answers[index] = answer;
        usage += new TokenUsage(0, piece.TokenCount);
        metrics.GenerationTokens(piece.TokenCount);
        if (piece.FinishReason is not null && answer.Tokens > 1)
        {
            metrics.TimePerOutputToken(time.GetElapsedTime(answer.First, now) / (answer.Tokens - 1));
        }
    }

    /// <summary>The request is answered.</summary>
    /// <returns>What it cost.</returns>
    public TokenUsage End()
    {
        metrics.Latency(time.GetElapsedTime(started));
        return usage;
    }
}
