using System.Collections.Immutable;
using System.Text.Json;
using Assay.Models;

namespace Assay.Serve.Requests;

/// <summary>Reads how an answer is sampled: OpenAI's fields, and those that vLLM has beside them.</summary>
internal static class SamplingFields
{
    /// <summary>The most log-probabilities at a place.</summary>
    public const int MostLogProbs = 20;

    private const double HottestTemperature = 100;
    private const double StrongestPenalty = 2;
    private const double StrongestRepetition = 100;
    private const int MostStops = 64;

    // To take no notice of these would give another answer than was asked for.
    private static readonly string[] NotSupported =
    [
        "suffix",
        "logit_bias",
        "tools",
        "functions",
        "min_tokens",
        "stop_token_ids",
        "guided_json",
        "guided_regex",
        "guided_choice",
        "guided_grammar",
        "structured_outputs",
        "use_beam_search",
        "audio",
    ];

    /// <summary>Reads everything but the limit of tokens and the log-probabilities.</summary>
    /// <exception cref="ServeException">A field cannot be used.</exception>
    public static GenerationOptions Read(Fields fields, long? seed)
    {
        foreach (var name in NotSupported)
        {
            if (fields.Value(name) is { } value && !IsNothing(value))
            {
                throw NotHere(name);
            }
        }
        if (fields.Value("response_format") is { } format && !IsText(format))
        {
            throw NotHere("response_format");
        }
        return new GenerationOptions
        {
            Temperature = fields.Number("temperature", 0, HottestTemperature) ?? 1,
            TopP =
                fields.Number("top_p", 0, 1) is not { } mass ? null
                : mass > 0 ? mass
                : throw ServeException.Wrong("top_p", "must be above 0"),
            // 0 and -1 are ways to say "no limit".
            TopK = fields.Count("top_k", -1, int.MaxValue) is > 0 and var k ? k : null,
            MinP = fields.Number("min_p", 0, 1),
            RepetitionPenalty =
                fields.Number("repetition_penalty", 0, StrongestRepetition) is not { } penalty ? null
                : penalty > 0 ? penalty
                : throw ServeException.Wrong("repetition_penalty", "must be above 0"),
            PresencePenalty = fields.Number("presence_penalty", -StrongestPenalty, StrongestPenalty),
            FrequencyPenalty = fields.Number("frequency_penalty", -StrongestPenalty, StrongestPenalty),
            Seed = fields.Whole("seed", long.MinValue, long.MaxValue) ?? seed,
            Stop = Stop(fields),
        };
    }

    private static ImmutableArray<string> Stop(Fields fields)
    {
        if (fields.Value("stop") is not { } value)
        {
            return [];
        }
        if (value.ValueKind is JsonValueKind.String)
        {
            return [NotEmpty(Fields.TextOf(value, "stop"), "stop")];
        }
        if (value.ValueKind is not JsonValueKind.Array)
        {
            throw ServeException.Wrong("stop", "must be a string or a list of strings");
        }
        return value.GetArrayLength() <= MostStops
            ? [.. value.EnumerateArray().Select((item, i) => NotEmpty(Fields.TextOf(item, $"stop[{i}]"), $"stop[{i}]"))]
            : throw ServeException.Wrong("stop", $"must not have more than {MostStops} strings");
    }

    private static string NotEmpty(string text, string name) =>
        text.Length > 0 ? text : throw ServeException.Wrong(name, "must not be empty");

    private static bool IsNothing(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.False => true,
            JsonValueKind.String => value.ValueEquals(""u8),
            JsonValueKind.Number => value.TryGetInt64(out var number) && number == 0,
            JsonValueKind.Array => value.GetArrayLength() == 0,
            JsonValueKind.Object => value.GetPropertyCount() == 0,
            _ => false,
        };

    private static bool IsText(JsonElement format) =>
        format.ValueKind is JsonValueKind.Object
        && format.TryGetProperty("type", out var type)
        && type.ValueKind is JsonValueKind.String
        && type.ValueEquals("text"u8);

    private static ServeException NotHere(string name) =>
        ServeException.Wrong(name, "is not supported by this server", "unsupported_parameter");
}
