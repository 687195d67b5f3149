namespace Assay.Models.OpenAi;

/// <summary>What a server completed: the first choice of its answer.</summary>
/// <param name="Text">The answer proper.</param>
public sealed record Completion(string Text)
{
    /// <summary>Reasoning sent beside it (<c>reasoning_content</c> or <c>reasoning</c>).</summary>
    public string? Reasoning { get; init; }

    /// <summary><c>stop</c>, <c>length</c>, …; null when the server did not say.</summary>
    public string? FinishReason { get; init; }

    /// <summary>Tokens as the server counts them.</summary>
    public TokenUsage Usage { get; init; }

    /// <summary>From sending to the last byte.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>From sending to the first content or reasoning; null when the answer was not streamed.</summary>
    public TimeSpan? TimeToFirstToken { get; init; }
}

/// <summary>What happens in an exchange, for those who measure.</summary>
public enum ExchangeEvent
{
    /// <summary>The request is about to be sent.</summary>
    Started,

    /// <summary>Status and headers are there.</summary>
    Headers,

    /// <summary>An event of the stream came, with or without content.</summary>
    Event,

    /// <summary>An event that carries content or reasoning; <see cref="Event"/> was told before it.</summary>
    Content,

    /// <summary>The whole answer is there.</summary>
    Ended,
}

/// <summary>Is told of each event of one exchange, in order, at once.</summary>
/// <param name="happening">What happened.</param>
/// <param name="timestamp">When, as <see cref="TimeProvider.GetTimestamp"/> of the client's clock.</param>
public delegate void ExchangeObserver(ExchangeEvent happening, long timestamp);
