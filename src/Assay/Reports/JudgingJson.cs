using System.Collections.Immutable;
using System.Text.Json;

namespace Assay.Reports;

/// <summary>What judges did, as <see cref="ReportJson"/> has it.</summary>
internal static class JudgingJson
{
    /// <summary>Writes the property <c>judging</c>.</summary>
    public static void Write(Utf8JsonWriter json, ImmutableArray<JudgingReport> judging)
    {
        json.WriteStartArray("judging");
        foreach (var report in judging)
        {
            json.WriteStartObject();
            json.WriteString("model", report.Model);
            json.WriteString("dataset", report.Dataset);
            WriteJudges(json, report.Judges);
            WriteAgreement(json, report.Agreement);
            WritePeople(json, report.People);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Reads it back.</summary>
    public static ImmutableArray<JudgingReport> Read(JsonElement root) =>
        root.TryGetProperty("judging", out var judging) ? [.. judging.EnumerateArray().Select(ReadOne)] : [];

    private static void WriteJudges(Utf8JsonWriter json, ImmutableArray<JudgeReport> judges)
    {
        json.WriteStartArray("judges");
        foreach (var judge in judges)
        {
            json.WriteStartObject();
            json.WriteString("judge", judge.Judge);
            json.WriteNumber("asked", judge.Asked);
            json.WriteNumber("repaired", judge.Repaired);
            json.WriteNumber("unread", judge.Unread);
            json.WriteNumber("failed", judge.Failed);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteAgreement(Utf8JsonWriter json, AgreementReport? agreement)
    {
        if (agreement is null)
        {
            json.WriteNull("agreement");
            return;
        }
        json.WriteStartObject("agreement");
        ReportJson.WriteNumber(json, "krippendorff_alpha", agreement.Alpha);
        json.WriteStartArray("pairs");
        foreach (var pair in agreement.Pairs)
        {
            json.WriteStartObject();
            json.WriteString("first", pair.First);
            json.WriteString("second", pair.Second);
            json.WriteNumber("n", pair.N);
            ReportJson.WriteNumber(json, "cohen_kappa", pair.Kappa);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePeople(Utf8JsonWriter json, PeopleReport? people)
    {
        if (people is null)
        {
            json.WriteNull("people");
            return;
        }
        json.WriteStartObject("people");
        json.WriteNumber("n", people.N);
        json.WriteNumber("same", people.Same);
        ReportJson.WriteNumber(json, "cohen_kappa", people.Kappa);
        json.WriteEndObject();
    }

    private static JudgingReport ReadOne(JsonElement json) =>
        new(
            json.GetProperty("model").GetString()!,
            json.GetProperty("dataset").GetString()!,
            [
                .. json.GetProperty("judges")
                    .EnumerateArray()
                    .Select(judge => new JudgeReport(
                        judge.GetProperty("judge").GetString()!,
                        judge.GetProperty("asked").GetInt32(),
                        judge.GetProperty("repaired").GetInt32(),
                        judge.GetProperty("unread").GetInt32(),
                        judge.GetProperty("failed").GetInt32()
                    )),
            ],
            json.GetProperty("agreement") is { ValueKind: JsonValueKind.Object } agreement
                ? Agreement(agreement)
                : null,
            json.GetProperty("people") is { ValueKind: JsonValueKind.Object } people
                ? new PeopleReport(
                    people.GetProperty("n").GetInt32(),
                    people.GetProperty("same").GetDouble(),
                    Number(people.GetProperty("cohen_kappa"))
                )
                : null
        );

    private static AgreementReport Agreement(JsonElement json) =>
        new(
            [
                .. json.GetProperty("pairs")
                    .EnumerateArray()
                    .Select(pair => new PairAgreement(
                        pair.GetProperty("first").GetString()!,
                        pair.GetProperty("second").GetString()!,
                        pair.GetProperty("n").GetInt32(),
                        Number(pair.GetProperty("cohen_kappa"))
                    )),
            ],
            Number(json.GetProperty("krippendorff_alpha"))
        );

    private static double? Number(JsonElement json) => json.ValueKind == JsonValueKind.Null ? null : json.GetDouble();
}
