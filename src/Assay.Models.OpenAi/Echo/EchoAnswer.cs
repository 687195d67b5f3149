using System.Text.Json.Serialization;

namespace Assay.Models.OpenAi.Echo;

/// <summary>A completion with its prompt given back, token by token.</summary>
internal sealed record EchoAnswer(EchoChoice[]? Choices, EchoUsage? Usage);

/// <summary>One prompt, with what the server generated behind it.</summary>
internal sealed record EchoChoice(int Index, EchoLogProbs? Logprobs);

/// <summary>Tokens generated or read.</summary>
internal sealed record EchoUsage(long PromptTokens, long CompletionTokens);

/// <summary>Parallel lists, one entry for each token.</summary>
/// <param name="Tokens">The tokens' texts.</param>
/// <param name="TokenLogprobs">Their natural-log probabilities; null for the first, which nothing comes before.</param>
/// <param name="TopLogprobs">The highest log-probability at each place.</param>
/// <param name="TextOffset">Where each token begins, in code points.</param>
internal sealed record EchoLogProbs(
    string[]? Tokens,
    double?[]? TokenLogprobs,
    [property: JsonConverter(typeof(HighestLogProbs))] double?[]? TopLogprobs,
    int[]? TextOffset
);

/// <summary>Reads these answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(EchoAnswer))]
internal sealed partial class EchoJson : JsonSerializerContext;
