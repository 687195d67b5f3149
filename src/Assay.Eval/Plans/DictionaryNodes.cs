using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Assay.Plans;

/// <summary>Takes the objects of a program as values of a plan.</summary>
internal static class DictionaryNodes
{
    /// <summary>The value of an object: null, texts, numbers, booleans, enums, times, paths, addresses, JSON, lists, dictionaries.</summary>
    /// <exception cref="InputException">It is something else, or nested too deeply.</exception>
    public static PlanNode From(object? value, string place, int depth = 0) =>
        value switch
        {
            _ when depth > PlanNode.MostDepth => throw new InputException(
                $"values are nested deeper than {PlanNode.MostDepth}",
                place,
                "write it flatter"
            ),
            null => new PlanNode.Null(place),
            PlanNode node => node,
            string text => new PlanNode.TextNode(Unicode(text, place), place),
            char letter => new PlanNode.TextNode(letter.ToString(), place),
            bool flag => new PlanNode.Flag(flag, place),
            Enum name => new PlanNode.TextNode(name.ToString(), place),
            TimeSpan span => new PlanNode.TextNode(
                span.TotalSeconds.ToString("R", CultureInfo.InvariantCulture),
                place
            ),
            Uri address => new PlanNode.TextNode(address.OriginalString, place),
            FileSystemInfo file => new PlanNode.TextNode(file.ToString(), place),
            JsonElement { ValueKind: JsonValueKind.Undefined } => new PlanNode.Null(place),
            JsonElement json => JsonText.Parse(json.GetRawText(), place),
            JsonDocument json => JsonText.Parse(json.RootElement.GetRawText(), place),
            JsonNode json => JsonText.Parse(json.ToJsonString(), place),
            sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal => Number(
                (IFormattable)value,
                place
            ),
            IDictionary entries => Object(entries.Keys.Cast<object>().Select(key => (key, entries[key])), place, depth),
            IEnumerable<KeyValuePair<string, object?>> entries => Object(
                entries.Select(entry => ((object)entry.Key, entry.Value)),
                place,
                depth
            ),
            IEnumerable items => new PlanNode.List(
                [.. items.Cast<object?>().Select(item => From(item, place, depth + 1))],
                place
            ),
            _ => throw new InputException(
                $"a value is a {value.GetType().Name}, which no plan holds",
                place,
                "give texts, numbers, booleans, lists or dictionaries"
            ),
        };

    /// <summary>The text, unless it holds half a surrogate pair, which could not be written down.</summary>
    private static string Unicode(string text, string place)
    {
        for (var at = 0; at < text.Length; )
        {
            if (!Rune.TryGetRuneAt(text, at, out var rune))
            {
                throw new InputException("a text is no valid Unicode", place, "give it without half surrogate pairs");
            }
            at += rune.Utf16SequenceLength;
        }
        return text;
    }

    private static PlanNode Number(IFormattable number, string place)
    {
        var text = number.ToString(number is float or double ? "R" : null, CultureInfo.InvariantCulture);
        return number is float or double && !double.IsFinite(Convert.ToDouble(number, CultureInfo.InvariantCulture))
            ? new PlanNode.TextNode(text, place)
            : new PlanNode.Number(text, place);
    }

    private static PlanNode.Object Object(IEnumerable<(object Key, object? Value)> entries, string place, int depth)
    {
        var members = new PlanNode.MemberList(place);
        foreach (var (key, value) in entries)
        {
            var name = key as string ?? throw new InputException("a key is not a text", place, "give texts as keys");
            members.Add(Unicode(name, place), place, From(value, depth < 2 ? $"{place}, {name}" : place, depth + 1));
        }
        return members.ToObject();
    }
}
