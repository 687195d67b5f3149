using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Assay.Models.Replay;

/// <summary>Reads <c>[{"logprob": -3.2, "tokens": 2, "greedy": false}, …]</c>; only <c>logprob</c> is needed.</summary>
internal static class RecordedLikelihoods
{
    /// <summary>Reads the array that the reader stands on; null for null.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static ImmutableArray<Likelihood>? Read(ref Utf8JsonReader json)
    {
        if (json.TokenType is JsonTokenType.Null)
        {
            return null;
        }
        if (json.TokenType is not JsonTokenType.StartArray)
        {
            throw new FormatException("'likelihoods' is no array");
        }
        var all = ImmutableArray.CreateBuilder<Likelihood>(4);
        while (json.Read() && json.TokenType is not JsonTokenType.EndArray)
        {
            if (json.TokenType is not JsonTokenType.StartObject)
            {
                throw new FormatException("'likelihoods' holds something that is no object with 'logprob'");
            }
            all.Add(ReadOne(ref json));
        }
        return all.Count > 0 ? all.DrainToImmutable() : throw new FormatException("'likelihoods' is empty");
    }

    private static Likelihood ReadOne(ref Utf8JsonReader json)
    {
        double? logProb = null;
        var tokens = 0;
        bool? greedy = null;
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("logprob"u8))
            {
                json.Read();
                logProb = LogProb(ref json);
            }
            else if (json.ValueTextEquals("tokens"u8))
            {
                json.Read();
                tokens =
                    json.TokenType is JsonTokenType.Null ? 0
                    : json.TokenType is JsonTokenType.Number && json.TryGetInt32(out var count) ? count
                    : throw new FormatException("'tokens' is no whole number");
            }
            else if (json.ValueTextEquals("greedy"u8))
            {
                json.Read();
                greedy = json.TokenType switch
                {
                    JsonTokenType.Null => null,
                    JsonTokenType.True => true,
                    JsonTokenType.False => false,
                    _ => throw new FormatException("'greedy' is neither true nor false"),
                };
            }
            else
            {
                json.Skip();
            }
        }
        return new Likelihood(logProb ?? throw new FormatException("a likelihood has no 'logprob'"), tokens, greedy);
    }

    // JSON has no infinity: the run log writes it as a string.
    private static double LogProb(ref Utf8JsonReader json) =>
        json.TokenType switch
        {
            JsonTokenType.Number => json.GetDouble(),
            JsonTokenType.String
                when double.TryParse(
                    json.GetString(),
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture,
                    out var number
                ) => number,
            _ => throw new FormatException("'logprob' is no number"),
        };
}
