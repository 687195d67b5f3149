using System.Collections.Immutable;
using System.Text.Json;

namespace Assay.Models.Local.Folders;

/// <summary>
/// The settings of a <c>config.json</c>, or of an object in it, checked where they are asked for. A key with the value
/// <c>null</c> counts as absent, as it does to the hubs' own readers.
/// </summary>
public sealed class ModelConfig
{
    /// <summary>
    /// The largest count that is accepted where no other is given: more than any model's vocabulary, width or context.
    /// </summary>
    public const int LargestCount = 1 << 24;

    // Vocabularies of labels make some files large; none known has a tenth of this.
    private const int LargestFile = 16 << 20;

    private readonly JsonElement settings;
    private readonly string prefix;

    private ModelConfig(JsonElement settings, string file, string prefix)
    {
        this.settings = settings;
        this.prefix = prefix;
        File = file;
    }

    /// <summary>The file, named in errors.</summary>
    public string File { get; }

    /// <summary>The architecture's name; empty in a section that has none.</summary>
    /// <exception cref="InputException">It is not a text.</exception>
    public string ModelType => Text("model_type") ?? "";

    /// <summary>The settings of the language model: <c>text_config</c> where a model has other parts too, else all.</summary>
    /// <exception cref="InputException"><c>text_config</c> is not an object.</exception>
    public ModelConfig Language => Section("text_config") ?? this;

    /// <summary>Reads a file of at most 16 MB.</summary>
    /// <exception cref="InputException">It cannot be read, is too large, or is not a JSON object.</exception>
    public static ModelConfig Load(string path) => Parse(ModelFile.Read(path, LargestFile), path);

    /// <summary>Takes UTF-8 JSON.</summary>
    /// <exception cref="InputException">It is not a JSON object.</exception>
    public static ModelConfig Parse(ReadOnlyMemory<byte> json, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(WithoutMark(json));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new ModelConfig(document.RootElement.Clone(), file, "")
                : throw new InputException("is not a JSON object", file, "fetch the model again");
        }
        catch (JsonException e)
        {
            throw new InputException(
                $"malformed JSON in line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}",
                file,
                "correct the file or fetch the model again",
                e
            );
        }
    }

    /// <summary>Whether the key is there and not null.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>A whole number.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="fallback">What an absent key means; null when it must be there.</param>
    /// <param name="min">The least that makes sense.</param>
    /// <param name="max">The most that makes sense.</param>
    /// <exception cref="InputException">It is absent without fallback, no whole number, or out of range.</exception>
    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Naming",
        "CA1720",
        Justification = "The type is what the method is about."
    )]
    public int Int(string key, int? fallback = null, int min = 1, int max = LargestCount)
    {
        if (Find(key) is not { } value)
        {
            return fallback ?? throw Missing(key);
        }
        return Whole(value) is { } number && number >= min && number <= max
            ? (int)number
            : throw Wrong(key, $"must be a whole number from {min} to {max}", value);
    }

    /// <summary>A number, whole or not.</summary>
    /// <inheritdoc cref="Int(string, int?, int, int)"/>
    public double Number(
        string key,
        double? fallback = null,
        double min = double.MinValue,
        double max = double.MaxValue
    )
    {
        if (Find(key) is not { } value)
        {
            return fallback ?? throw Missing(key);
        }
        return Finite(value) is { } number && number >= min && number <= max
            ? number
            : throw Wrong(key, "must be a number" + Range(min, max), value);
    }

    /// <summary>True or false.</summary>
    /// <exception cref="InputException">It is something else.</exception>
    public bool Flag(string key, bool fallback = false) =>
        Find(key) is not { } value ? fallback
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw Wrong(key, "must be true or false", value);

    /// <summary>A text; null when absent.</summary>
    /// <exception cref="InputException">It is something else.</exception>
    public string? Text(string key) => Find(key) is { } value ? TextOf(value, key) : null;

    /// <summary>A list of whole numbers, or a single one; empty when absent.</summary>
    /// <exception cref="InputException">It is something else, or a number is out of range.</exception>
    public ImmutableArray<int> Ints(string key, int min = 0, int max = LargestCount) =>
        List(
            key,
            value =>
                Whole(value) is { } number && number >= min && number <= max
                    ? (int)number
                    : throw Wrong(key, $"must hold whole numbers from {min} to {max}", value)
        );

    /// <summary>A list of numbers, or a single one; empty when absent.</summary>
    /// <exception cref="InputException">It is something else, or a number is out of range.</exception>
    public ImmutableArray<double> Numbers(string key, double min = double.MinValue, double max = double.MaxValue) =>
        List(
            key,
            value =>
                Finite(value) is { } number && number >= min && number <= max
                    ? number
                    : throw Wrong(key, "must hold numbers" + Range(min, max), value)
        );

    /// <summary>A list of texts, or a single one; empty when absent.</summary>
    /// <exception cref="InputException">It is something else.</exception>
    public ImmutableArray<string> Texts(string key) => List(key, value => TextOf(value, key));

    /// <summary>An object in it; null when absent.</summary>
    /// <exception cref="InputException">It is something else.</exception>
    public ModelConfig? Section(string key) =>
        Find(key) is not { } value ? null
        : value.ValueKind == JsonValueKind.Object ? new ModelConfig(value, File, prefix + key + ".")
        : throw Wrong(key, "must be an object", value);

    /// <summary>What to throw for a setting that is well formed but cannot be run.</summary>
    public InputException Refuse(string key, string what, string? remedy = null) =>
        new(what, $"{File}, key '{prefix}{key}'", remedy ?? "see 'assay models show' for what runs");

    private ImmutableArray<T> List<T>(string key, Func<JsonElement, T> item) =>
        Find(key) is not { } value ? []
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(item)]
        : [item(value)];

    private string TextOf(JsonElement value, string key)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String
                ? value.GetString()!
                : throw Wrong(key, "must be a text", value);
        }
        // A lone surrogate or bytes that are no UTF-8.
        catch (InvalidOperationException e)
        {
            throw new InputException("is not valid text", $"{File}, key '{prefix}{key}'", "correct the file", e);
        }
    }

    private JsonElement? Find(string key) =>
        settings.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    // Python writes a whole number as 4096.0 where it was computed.
    private static long? Whole(JsonElement value) =>
        value.ValueKind != JsonValueKind.Number ? null
        : value.TryGetInt64(out var whole) ? whole
        : Finite(value) is { } number && number == Math.Truncate(number) && Math.Abs(number) < 1e15 ? (long)number
        : null;

    private static double? Finite(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : null;

    private static string Range(double min, double max) =>
        (min > double.MinValue, max < double.MaxValue) switch
        {
            (true, true) => $" from {min} to {max}",
            (true, false) => $" of at least {min}",
            (false, true) => $" of at most {max}",
            _ => "",
        };

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> json) =>
        json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;

    private static string Raw(JsonElement value)
    {
        try
        {
            return value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? "" : value.GetRawText();
        }
        // A text whose bytes are no UTF-8.
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    private InputException Missing(string key) =>
        new("is missing", $"{File}, key '{prefix}{key}'", "weights and config.json must come from the same model");

    private InputException Wrong(string key, string what, JsonElement value)
    {
        var raw = Raw(value);
        var found = raw.Length == 0 ? $"a {value.ValueKind.ToString().ToLowerInvariant()}" : Excerpt.Of(raw);
        return new($"{what}, not {found}", $"{File}, key '{prefix}{key}'", "correct the file or fetch the model again");
    }
}
