namespace Assay.Plans;

/// <summary>Takes the texts behind a flag as the value of its key.</summary>
internal static class FlagValue
{
    /// <exception cref="InputException">Too few or too many values, or malformed ones.</exception>
    public static PlanNode Read(PlanFlag flag, PlanKey key)
    {
        var texts = flag.Values;
        if (texts.Count == 0)
        {
            return key.ValueOptional
                ? new PlanNode.Flag(true, flag.Flag)
                : throw new InputException("a value is missing", flag.Flag, $"write {flag.Flag} {key.Form ?? "VALUE"}");
        }
        return key.Kind switch
        {
            PlanKeyKind.Texts => new PlanNode.List([.. texts.SelectMany(text => Items(text, flag, key))], flag.Flag),
            PlanKeyKind.Members when !key.NotBuilt => Objects(flag),
            _ when texts.Count > 1 => throw new InputException("is given twice", flag.Flag, "give it once"),
            _ => ScalarText.Loose(texts[0].Trim(), flag.Flag) is PlanNode.Null nothing
                ? nothing
                : new PlanNode.TextNode(texts[0], flag.Flag),
        };
    }

    private static IEnumerable<PlanNode> Items(string text, PlanFlag flag, PlanKey key) =>
        new PlanValue(key.Name, new PlanNode.TextNode(text, flag.Flag))
            .Texts(key.Separators)
            .Select(item => new PlanNode.TextNode(item, flag.Flag));

    private static PlanNode Objects(PlanFlag flag)
    {
        var members = new PlanNode.MemberList(flag.Flag);
        foreach (var text in flag.Values)
        {
            switch (ObjectText.Parse(text, flag.Flag))
            {
                case PlanNode.Object given:
                    foreach (var member in given.Members)
                    {
                        members.Add(member.Key, member.KeyPlace, member.Value);
                    }
                    break;
                case var other when flag.Values.Count == 1:
                    return other;
                case var other:
                    throw new InputException($"{other.Show()} is not an object", flag.Flag, "write k=v,k=v or JSON");
            }
        }
        return members.ToObject();
    }
}
