using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Builtins;

/// <summary>The methods of lists and tuples that change nothing.</summary>
internal static class SequenceMethods
{
    public static object? Find(Sequence sequence, string name) =>
        name switch
        {
            "count" => new Function(
                (arguments, run) =>
                {
                    var item = arguments.Bind("count", "value").Required(0);
                    return (long)sequence.Items.Count(other => Truth.AreEqual(other, item, run.Budget));
                }
            ),
            "index" => new Function(
                (arguments, run) =>
                {
                    var item = arguments.Bind("index", "value").Required(0);
                    var at = Array.FindIndex(sequence.Items, other => Truth.AreEqual(other, item, run.Budget));
                    return at >= 0 ? (long)at : throw new TemplateError("the value is not in the list");
                }
            ),
            "copy" when sequence is ListValue => new Function((_, _) => sequence),
            _ => null,
        };
}
