namespace Assay.Models.OpenAi;

/// <summary>What a server turned out to want otherwise than most do. Learned from its refusals, once.</summary>
/// <param name="MaxCompletionTokens">Newer models of OpenAI refuse <c>max_tokens</c> in chats.</param>
/// <param name="StreamOptions">Some servers refuse <c>stream_options</c>, which asks for usage.</param>
internal sealed record Dialect(bool MaxCompletionTokens = false, bool StreamOptions = true)
{
    /// <summary>The dialect that a refusal asks for; null when it is about something else, or was heard before.</summary>
    public Dialect? After(ModelException refusal) =>
        refusal.Failure is not ModelFailure.Rejected ? null
        : !MaxCompletionTokens && refusal.Message.Contains("max_completion_tokens", StringComparison.Ordinal)
            ? this with
            {
                MaxCompletionTokens = true,
            }
        : StreamOptions && refusal.Message.Contains("stream_options", StringComparison.Ordinal)
            ? this with
            {
                StreamOptions = false,
            }
        : null;
}
