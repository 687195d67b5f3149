using System.Text.Json;

namespace Assay.Models.Replay;

/// <summary>What a recorded line is about, without the answer itself.</summary>
internal readonly record struct RecordedLine(string Dataset, string Subset, int Index, int Repeat, RecordedKinds Kinds);

/// <summary>What a recorded line holds.</summary>
[Flags]
internal enum RecordedKinds
{
    None = 0,
    Text = 1,
    Likelihoods = 2,
    Error = 4,
}

/// <summary>
/// Reads what lines are about. The whole line is walked, so that a malformed one is found before the run. Names that are the same as
/// in the line before are not made anew.
/// </summary>
internal sealed class RecordedLineParser
{
    private string lastDataset = "";
    private string lastSubset = "";

    /// <exception cref="JsonException">The line is malformed.</exception>
    /// <exception cref="FormatException">The line is no recorded answer; says why.</exception>
    public RecordedLine Parse(ReadOnlySpan<byte> line)
    {
        var json = new Utf8JsonReader(line);
        string? dataset = null;
        var subset = "";
        int? index = null;
        var repeat = 0;
        var kinds = RecordedKinds.None;
        if (!json.Read() || json.TokenType is not JsonTokenType.StartObject)
        {
            throw new FormatException("the line is not a JSON object");
        }
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("dataset"u8))
            {
                dataset = lastDataset = Name(ref json, "dataset", lastDataset) ?? lastDataset;
            }
            else if (json.ValueTextEquals("subset"u8) || json.ValueTextEquals("subset_name"u8))
            {
                subset = lastSubset = Name(ref json, "subset", lastSubset) ?? "";
            }
            else if (json.ValueTextEquals("index"u8))
            {
                index = Whole(ref json, "index");
            }
            else if (json.ValueTextEquals("repeat"u8))
            {
                repeat = Whole(ref json, "repeat");
            }
            else
            {
                kinds |= Kind(ref json);
            }
        }
        // What follows the object, other than blanks, is malformed.
        json.Read();
        return new RecordedLine(
            dataset is { Length: > 0 } ? dataset : throw Missing("dataset"),
            subset,
            index ?? throw Missing("index"),
            repeat,
            kinds is RecordedKinds.None
                ? throw new FormatException("the line has neither 'text' nor 'likelihoods' nor 'error'")
                : kinds
        );
    }

    private static RecordedKinds Kind(ref Utf8JsonReader json)
    {
        if (json.ValueTextEquals("text"u8))
        {
            json.Read();
            return json.TokenType switch
            {
                JsonTokenType.String => RecordedKinds.Text,
                JsonTokenType.Null => RecordedKinds.None,
                _ => throw new FormatException("'text' is no string"),
            };
        }
        if (json.ValueTextEquals("likelihoods"u8))
        {
            json.Read();
            return RecordedLikelihoods.Read(ref json) is null ? RecordedKinds.None : RecordedKinds.Likelihoods;
        }
        if (json.ValueTextEquals("error"u8))
        {
            json.Read();
            return RecordedAnswer.ReadError(ref json) is null ? RecordedKinds.None : RecordedKinds.Error;
        }
        if (json.ValueTextEquals("choices"u8))
        {
            json.Read();
            return RecordedAnswer.SkipChoices(ref json) ? RecordedKinds.Text : RecordedKinds.None;
        }
        json.Skip();
        return RecordedKinds.None;
    }

    private static string? Name(ref Utf8JsonReader json, string key, string last)
    {
        json.Read();
        return json.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.String => json.ValueTextEquals(last) ? last : json.GetString(),
            _ => throw new FormatException($"'{key}' is no string"),
        };
    }

    private static int Whole(ref Utf8JsonReader json, string key)
    {
        json.Read();
        return json.TokenType is JsonTokenType.Number && json.TryGetInt32(out var number) && number >= 0
            ? number
            : throw new FormatException($"'{key}' is no whole number from 0 on");
    }

    private static FormatException Missing(string key) => new($"'{key}' is missing");
}
