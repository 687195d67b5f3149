using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Assay.Plans;

/// <summary>Values on their way into a plan file. Null is left out.</summary>
internal static class Written
{
    public static PlanNode? Text(string? text) => text is null ? null : new PlanNode.TextNode(text, "");

    public static PlanNode Texts(ImmutableArray<string> texts) =>
        new PlanNode.List(texts.IsDefault ? [] : [.. texts.Select(text => new PlanNode.TextNode(text, ""))], "");

    public static PlanNode Flag(bool flag) => new PlanNode.Flag(flag, "");

    public static PlanNode? Number(double? number) =>
        number is { } value ? new PlanNode.Number(value.ToString("R", CultureInfo.InvariantCulture), "") : null;

    public static PlanNode? Number(long? number) =>
        number is { } value ? new PlanNode.Number(value.ToString(CultureInfo.InvariantCulture), "") : null;

    public static PlanNode? Duration(TimeSpan? span) => span is { } value ? Text(DurationText.Write(value)) : null;

    /// <summary>An object, without anything that is called like a secret.</summary>
    public static PlanNode.Object Object(ImmutableSortedDictionary<string, JsonElement> values) =>
        new(
            [
                .. values
                    .Where(entry => entry.Value.ValueKind is not JsonValueKind.Undefined && !Secrets.IsName(entry.Key))
                    .Select(entry => new PlanNode.Member(entry.Key, "", Json(entry.Value))),
            ],
            ""
        );

    private static PlanNode Json(JsonElement value) => Secrets.Without(JsonText.Parse(value.GetRawText(), "plan"));
}
