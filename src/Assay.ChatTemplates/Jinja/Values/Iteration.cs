using Assay.ChatTemplates.Jinja.Running;

namespace Assay.ChatTemplates.Jinja.Values;

/// <summary>What can be gone through, item by item.</summary>
internal static class Iteration
{
    /// <summary>The items: of a dictionary its keys, of a text its characters, of what is undefined none.</summary>
    /// <exception cref="TemplateError">The value has no items.</exception>
    public static object[] Items(object value, Budget budget) =>
        Find(value, budget) ?? throw new TemplateError($"'{TypeNames.Of(value)}' object is not iterable");

    /// <summary>The items, or null when the value has none to go through.</summary>
    public static object[]? Find(object value, Budget budget)
    {
        switch (value)
        {
            case Sequence sequence:
                budget.Step(sequence.Items.Length);
                return sequence.Items;
            case DictValue dict:
                budget.BuildItems(dict.Count);
                return [.. dict.Keys];
            case string text:
                budget.BuildItems(text.Length);
                return [.. Characters.Each(text)];
            case Undefined:
                return [];
            default:
                return null;
        }
    }

    /// <summary>How many items; null for a value that has no length.</summary>
    public static long? Length(object value) =>
        value switch
        {
            string text => Characters.Count(text),
            Sequence sequence => sequence.Items.Length,
            DictValue dict => dict.Count,
            Undefined => 0,
            Loop loop => loop.Length,
            _ => null,
        };
}
