using System.Text.Json;

namespace Assay.Serve.Requests;

/// <summary>The fields of a request's body. A null counts as left out; whatever is wrong is told with the field's name.</summary>
internal readonly struct Fields
{
    private readonly JsonElement json;

    /// <exception cref="ServeException">The body is no object.</exception>
    public Fields(JsonElement json)
    {
        this.json =
            json.ValueKind is JsonValueKind.Object
                ? json
                : throw new ServeException(400, "the body must be a JSON object");
    }

    /// <summary>The value of a field; null where it is left out.</summary>
    public JsonElement? Value(string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    public string? Text(string name) => Value(name) is { } value ? TextOf(value, name) : null;

    public bool Flag(string name) =>
        Value(name) switch
        {
            null or { ValueKind: JsonValueKind.False } => false,
            { ValueKind: JsonValueKind.True } => true,
            _ => throw ServeException.Wrong(name, "must be true or false"),
        };

    public double? Number(string name, double least, double most) =>
        Value(name) is not { } value ? null
        : value.ValueKind is JsonValueKind.Number
        && value.TryGetDouble(out var number)
        && number >= least
        && number <= most
            ? number
        : throw ServeException.Wrong(name, $"must be a number from {least} to {most}");

    /// <summary>A whole number, written as one or with nothing but zeros behind its point.</summary>
    public long? Whole(string name, long least, long most)
    {
        if (Value(name) is not { } value)
        {
            return null;
        }
        long? number =
            value.ValueKind is not JsonValueKind.Number ? null
            : value.TryGetInt64(out var exact) ? exact
            : value.TryGetDouble(out var real) && double.IsInteger(real) && Math.Abs(real) < long.MaxValue ? (long)real
            : null;
        return number >= least && number <= most ? number : throw NotWhole(name, least, most);
    }

    public int? Count(string name, int least, int most) => (int?)Whole(name, least, most);

    /// <summary>A string that a text can hold: JSON may escape half a character.</summary>
    public static string TextOf(JsonElement value, string name)
    {
        try
        {
            return value.ValueKind is JsonValueKind.String
                ? value.GetString()!
                : throw ServeException.Wrong(name, "must be a string");
        }
        catch (InvalidOperationException)
        {
            throw ServeException.Wrong(name, "is no valid Unicode");
        }
    }

    private static ServeException NotWhole(string name, long least, long most) =>
        ServeException.Wrong(
            name,
            most is int.MaxValue or long.MaxValue
                ? $"must be a whole number of at least {least}"
                : $"must be a whole number from {least} to {most}"
        );
}
