using System.Text.Json;
using Assay.Models;
using Assay.Scoring;

namespace Assay.Runs.Log;

/// <summary>
/// A line of <c>reviews/&lt;model&gt;/&lt;dataset&gt;_&lt;subset&gt;.jsonl</c>: why a sample got its score. Derived from the predictions;
/// written anew by every start of a run.
/// </summary>
public static class ReviewJson
{
    /// <summary>Writes the line's object (without a line end).</summary>
    public static void Write(Utf8JsonWriter json, Exchange exchange, Score score)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(exchange);
        ArgumentNullException.ThrowIfNull(score);
        json.WriteStartObject();
        json.WriteNumber("index"u8, exchange.Sample.Index);
        json.WriteNumber("repeat"u8, exchange.Repeat);
        json.WriteString("sample_id"u8, exchange.Sample.Id);
        json.WriteString("subset"u8, exchange.Sample.Subset);
        json.WriteString("prompt_hash"u8, exchange.PromptHash);
        WriteAnswer(json, exchange.Answer);
        json.WriteString("extracted"u8, score.Extracted);
        json.WriteString("rule"u8, score.Rule);
        json.WriteBoolean("loose"u8, score.Loose);
        json.WriteString("gold"u8, score.Gold);
        json.WriteString("status"u8, StatusName(score.Status));
        if (score is { Status: ScoreStatus.Unanswerable, Why: { } why })
        {
            json.WriteString("why"u8, why == NoAnswer.Refused ? "refused"u8 : "truncated"u8);
        }
        if (score.Outcome is { } outcome)
        {
            json.WriteString("outcome"u8, outcome);
            json.WriteString("detail"u8, score.Detail);
        }
        json.WriteStartObject("score"u8);
        foreach (var (metric, value) in score.Values)
        {
            json.WriteNumber(metric, value);
        }
        json.WriteEndObject();
        if (score.Error is { } error)
        {
            json.WriteString("error"u8, error);
        }
        json.WriteEndObject();
    }

    private static string StatusName(ScoreStatus status) =>
        status switch
        {
            ScoreStatus.Scored => "scored",
            ScoreStatus.Unanswerable => "unanswerable",
            ScoreStatus.Unscored => "unscored",
            _ => "failed",
        };

    private static void WriteAnswer(Utf8JsonWriter json, ModelAnswer? answer)
    {
        switch (answer)
        {
            case Generated generated:
                json.WriteString("answer"u8, generated.Text);
                break;
            case Likelihoods likelihoods:
                json.WriteStartArray("answer"u8);
                foreach (var choice in likelihoods.Choices)
                {
                    if (double.IsFinite(choice.LogProb))
                    {
                        json.WriteNumberValue(choice.LogProb);
                    }
                    else
                    {
                        json.WriteStringValue(choice.LogProb.ToString());
                    }
                }
                json.WriteEndArray();
                break;
            default:
                json.WriteNull("answer"u8);
                break;
        }
    }
}
