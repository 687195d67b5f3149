using System.Text;
using System.Text.Json;
using Assay.Scoring.Extraction;

namespace Assay.Judging;

/// <summary>
/// Reads a judge's verdict. The reply must hold a JSON object with the key that the prompt asks for and a value of the scale; words
/// around it, a code fence or reasoning before it are passed over, and of several such objects the last one counts. Anything else is
/// no verdict: it is never guessed.
/// </summary>
public static class VerdictReader
{
    /// <summary>The lowest score of <see cref="JudgeScale.Score"/>.</summary>
    public const double Lowest = 1;

    /// <summary>The highest score of <see cref="JudgeScale.Score"/>.</summary>
    public const double Highest = 10;

    // Replies end with their verdict; what stands far before it is not worth the time.
    private const int MostObjects = 32;
    private const int Reach = 32 * 1024;

    /// <summary>1 or 0, or a score of the scale; null when the reply has no verdict.</summary>
    public static double? Read(string reply, JudgeScale scale)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var text = ReasoningBlocks.Strip(reply);
        text = text.Length > Reach ? text[^Reach..] : text;
        var at = text.Length;
        for (var tries = 0; tries < MostObjects && at > 0; tries++)
        {
            at = text.LastIndexOf('{', at - 1);
            if (at < 0)
            {
                return null;
            }
            if (Value(text.AsSpan(at), scale) is { } value)
            {
                return value;
            }
        }
        return null;
    }

    private static double? Value(ReadOnlySpan<char> text, JudgeScale scale)
    {
        try
        {
            var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(text.ToArray()), isFinalBlock: false, state: default);
            if (!JsonDocument.TryParseValue(ref json, out var document))
            {
                return null;
            }
            using (document)
            {
                return scale == JudgeScale.Binary ? Binary(document.RootElement) : Score(document.RootElement);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or EncoderFallbackException)
        {
            return null;
        }
    }

    private static double? Binary(JsonElement root) =>
        root.TryGetProperty("verdict", out var verdict) && verdict.ValueKind == JsonValueKind.String
            ? verdict.GetString()!.Trim().ToLowerInvariant() switch
            {
                "correct" => 1,
                "incorrect" => 0,
                _ => null,
            }
            : null;

    private static double? Score(JsonElement root) =>
        root.TryGetProperty("score", out var score)
        && score.ValueKind == JsonValueKind.Number
        && score.TryGetDouble(out var value)
        && value is >= Lowest and <= Highest
            ? value
            : null;
}
