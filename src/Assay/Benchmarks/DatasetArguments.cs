using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Assay.Benchmarks;

/// <summary>
/// The arguments of one data set by key, each asked for by its type. Numbers and booleans may be texts, as <c>k=v</c> gives them;
/// null stands for "not given".
/// </summary>
internal sealed class DatasetArguments
{
    private readonly string dataset;
    private readonly Dictionary<string, JsonElement> values = new(StringComparer.Ordinal);

    /// <param name="dataset">The data set's name, for messages.</param>
    /// <param name="arguments">A JSON object; null for none.</param>
    /// <param name="known">The keys there are.</param>
    /// <param name="aliases">Other names of keys.</param>
    /// <exception cref="InputException">Not an object, an unknown key, a key given twice.</exception>
    public DatasetArguments(
        string dataset,
        JsonElement? arguments,
        IReadOnlyCollection<string> known,
        IReadOnlyDictionary<string, string> aliases
    )
    {
        this.dataset = dataset;
        if (arguments is not { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } given)
        {
            return;
        }
        if (given.ValueKind != JsonValueKind.Object)
        {
            throw new InputException(
                "the arguments of a data set are a JSON object",
                $"--dataset-args {dataset}",
                $$"""write {"{{dataset}}": {"few_shot_num": 0} }"""
            );
        }
        foreach (var property in given.EnumerateObject())
        {
            var key = aliases.GetValueOrDefault(property.Name, property.Name);
            if (!known.Contains(key))
            {
                throw new InputException(
                    $"unknown key '{property.Name}'",
                    $"--dataset-args {dataset}",
                    DidYouMean.Hint(property.Name, known)
                );
            }
            if (property.Value.ValueKind != JsonValueKind.Null && !values.TryAdd(key, property.Value))
            {
                throw Wrong(key, "is given twice", "give it once");
            }
        }
    }

    /// <summary>The value as it is, or null where not given.</summary>
    public JsonElement? Raw(string key) => values.TryGetValue(key, out var value) ? value.Clone() : null;

    public string? Text(string key) =>
        !values.TryGetValue(key, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw Wrong(key, $"is {Show(value)}, not a text", "put it in quotes");

    public bool? Flag(string key) =>
        !values.TryGetValue(key, out var value) ? null
        : bool.TryParse(Plain(value), out var flag) ? flag
        : throw Wrong(key, $"is {Show(value)}, not true or false", "write true or false");

    public double? Number(string key) =>
        !values.TryGetValue(key, out var value) ? null
        : double.TryParse(Plain(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
        : throw Wrong(key, $"is {Show(value)}, not a number", "write a number");

    public int? Whole(string key, int least)
    {
        if (Number(key) is not { } number)
        {
            return null;
        }
        if (!double.IsInteger(number) || number > int.MaxValue)
        {
            throw Wrong(key, $"is {Show(values[key])}, not a whole number", "write a whole number");
        }
        return number >= least
            ? (int)number
            : throw Wrong(key, $"is {number}, less than {least}", $"write a number of at least {least}");
    }

    /// <summary>A list of texts; one text stands for a list separated by commas.</summary>
    public ImmutableArray<string>? Texts(string key)
    {
        if (!values.TryGetValue(key, out var value))
        {
            return null;
        }
        if (value.ValueKind == JsonValueKind.String)
        {
            const StringSplitOptions Clean = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
            return [.. value.GetString()!.Split(',', Clean)];
        }
        return
            value.ValueKind == JsonValueKind.Array
            && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
            : throw Wrong(key, $"is {Show(value)}, not a list of texts", """write ["a", "b"]""");
    }

    public InputException Wrong(string key, string how, string remedy) =>
        new($"{key} {how}", $"--dataset-args {dataset}", remedy);

    private static string Plain(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : value.GetRawText();

    private static string Show(JsonElement value) =>
        value.GetRawText() is { Length: <= 40 } text ? text : $"{value.GetRawText().AsSpan(0, 37)}…";
}
