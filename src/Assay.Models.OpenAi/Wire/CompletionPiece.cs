namespace Assay.Models.OpenAi.Wire;

/// <summary>What one JSON document, a whole answer or one event of a stream, says about the first choice.</summary>
internal struct CompletionPiece
{
    public string? Text;
    public string? Reasoning;
    public string? FinishReason;
    public TokenUsage? Usage;
    public ServerError? Error;
    public bool HasChoice;

    public readonly bool HasContent => Text is { Length: > 0 } || Reasoning is { Length: > 0 };
}
