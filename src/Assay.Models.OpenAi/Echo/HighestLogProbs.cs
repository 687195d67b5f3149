using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Models.OpenAi.Echo;

/// <summary>
/// Of <c>top_logprobs</c> only the highest number at each place is needed: places are <c>{token: logprob}</c>, lists of
/// <c>{"logprob": …}</c>, or null.
/// </summary>
internal sealed class HighestLogProbs : JsonConverter<double?[]>
{
    public override double?[]? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var places = new List<double?>();
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            places.Add(ReadPlace(ref reader));
        }
        return [.. places];
    }

    public override void Write(Utf8JsonWriter writer, double?[] value, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    private static double? ReadPlace(ref Utf8JsonReader reader)
    {
        double? highest = null;
        var depth = reader.CurrentDepth;
        var counts = true;
        do
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    // In a list of objects, only one of the numbers is a log-probability.
                    counts = reader.CurrentDepth == depth + 1 || reader.ValueTextEquals("logprob"u8);
                    break;
                case JsonTokenType.Number when counts && (highest is null || reader.GetDouble() > highest):
                    highest = reader.GetDouble();
                    break;
            }
        } while (reader.CurrentDepth > depth && reader.Read() || IsOpening(reader.TokenType) && reader.Read());
        return highest;
    }

    private static bool IsOpening(JsonTokenType type) => type is JsonTokenType.StartObject or JsonTokenType.StartArray;
}
