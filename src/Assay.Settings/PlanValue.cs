using System.Collections.Immutable;
using System.Globalization;

namespace Assay.Settings;

/// <summary>
/// A key's value, asked for by its type. Numbers and booleans may be texts, as flags and <c>k=v</c> give them; errors name place and
/// key.
/// </summary>
internal readonly record struct PlanValue(string Key, PlanNode Node)
{
    public string Text() =>
        Node switch
        {
            PlanNode.TextNode { Value: var text } => string.IsNullOrWhiteSpace(text)
                ? throw Wrong("is empty", "write a text, or leave it out")
                : text,
            // A folder or model may be called 2024.
            PlanNode.Number number => number.Raw,
            _ => throw Wrong($"is {Node.Show()}, not a text", "put it in quotes"),
        };

    /// <summary>A list of texts; a text stands for a list separated by <paramref name="separators"/>.</summary>
    public ImmutableArray<string> Texts(params char[] separators)
    {
        const StringSplitOptions Clean = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        if (Node is not PlanNode.List list)
        {
            return separators.Length == 0 ? [Text()] : [.. Text().Split(separators, Clean)];
        }
        var key = Key;
        return [.. list.Items.Select(item => new PlanValue(key, item).Text())];
    }

    public bool Flag() =>
        Node switch
        {
            PlanNode.Flag flag => flag.Value,
            // PyYAML, the early platform's reader, takes all of these.
            PlanNode.TextNode text => text.Value.Trim().ToLowerInvariant() switch
            {
                "true" or "yes" or "on" => true,
                "false" or "no" or "off" => false,
                _ => throw NotABoolean(),
            },
            _ => throw NotABoolean(),
        };

    public double Number(double least = double.MinValue, double most = double.MaxValue)
    {
        var text = Node switch
        {
            PlanNode.Number number => number.Raw,
            PlanNode.TextNode given => given.Value.Trim(),
            _ => "",
        };
        if (
            !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            || !double.IsFinite(value)
        )
        {
            throw Wrong($"is {Node.Show()}, not a number", "write a number");
        }
        return value < least ? throw TooLittle(text, least, most)
            : value > most ? throw TooMuch(text, least, most)
            : value;
    }

    public int Whole(int least = int.MinValue) => (int)Whole(least, int.MaxValue);

    public long Whole(long least, long most)
    {
        if (Node is PlanNode.Number or PlanNode.TextNode)
        {
            // Through double, the last digits of a long seed would be lost.
            var text = Node is PlanNode.Number number ? number.Raw : ((PlanNode.TextNode)Node).Value.Trim();
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exact))
            {
                return exact < least ? throw TooLittle(text, least, most)
                    : exact > most ? throw TooMuch(text, least, most)
                    : exact;
            }
        }
        var value = Number(least, most);
        return double.IsInteger(value)
            ? (long)value
            : throw Wrong($"is {Node.Show()}, not a whole number", "write a whole number");
    }

    public TimeSpan Duration(TimeSpan least)
    {
        var text = Node switch
        {
            PlanNode.Number number => number.Raw,
            PlanNode.TextNode given => given.Value,
            _ => "",
        };
        return DurationText.Parse(text) is not { } span
                ? throw Wrong($"is {Node.Show()}, not a duration", "write seconds, or such as 90s, 2m, 1h30m")
            : span < least || span > DurationText.Most
                ? throw Wrong(
                    $"is {Node.Show()}, out of range",
                    $"write {DurationText.Write(least)} to {DurationText.Write(DurationText.Most)}"
                )
            : span;
    }

    public string Choice(IEnumerable<string> known)
    {
        var text = Text().Trim();
        return known.FirstOrDefault(name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase))
            ?? throw Wrong($"is '{text}'", DidYouMean.Hint(text, known));
    }

    /// <summary>The members of an object.</summary>
    public PlanNode.Object Object() =>
        Node as PlanNode.Object
        ?? throw Wrong($"is {Node.Show()}, not an object", "write k=v,k=v, JSON, or keys below it");

    public InputException Wrong(string how, string remedy) => new($"{Key} {how}", Node.Place, remedy);

    private InputException NotABoolean() => Wrong($"is {Node.Show()}, neither true nor false", "write true or false");

    private InputException TooLittle(string text, double least, double most) =>
        Wrong(
            $"is {text}, less than {least}",
            most is double.MaxValue or int.MaxValue or long.MaxValue
                ? $"write at least {least}"
                : $"write {least} to {most}"
        );

    private InputException TooMuch(string text, double least, double most) =>
        Wrong(
            $"is {text}, more than {most}",
            least is double.MinValue or int.MinValue or long.MinValue
                ? $"write at most {most}"
                : $"write {least} to {most}"
        );
}
