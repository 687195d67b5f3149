namespace Assay.Plans;

/// <summary>Reads an object that is written as a text: JSON, <c>k=v,k=v</c>, or <c>@FILE</c>.</summary>
internal static class ObjectText
{
    /// <exception cref="InputException">Malformed, or a file that cannot be read.</exception>
    public static PlanNode Parse(string text, string place)
    {
        var trimmed = text.Trim();
        return trimmed switch
        {
            "" => new PlanNode.Object([], place),
            ['@', .. var path] => PlanFile.Read(path.Trim()) ?? new PlanNode.Object([], place),
            ['{' or '[', ..] => JsonText.Parse(text, place),
            _ when ScalarText.Loose(trimmed, place) is PlanNode.Null nothing => nothing,
            _ => KeyValueText.Parse(text, place),
        };
    }
}
