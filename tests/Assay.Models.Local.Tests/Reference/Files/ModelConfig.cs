using System.Text.Json;

namespace Assay.Models.Local.Tests.Reference.Files;

/// <summary>Settings of a <c>config.json</c> or of an object in it. A null counts as absent, as it does to the hub's readers.</summary>
internal sealed class ModelConfig
{
    private readonly JsonElement settings;

    private ModelConfig(JsonElement settings) => this.settings = settings;

    public static ModelConfig Load(string folder) => Parse(File.ReadAllText(Path.Combine(folder, "config.json")));

    public static ModelConfig Parse(string json) => new(JsonElement.Parse(json));

    public bool Has(string name) => Find(name) is not null;

    public int Int(string name) => IntOrNull(name) ?? throw new InvalidDataException($"config.json lacks {name}");

    public int Int(string name, int otherwise) => IntOrNull(name) ?? otherwise;

    public int? IntOrNull(string name) => Find(name)?.GetInt32();

    public double Number(string name) =>
        NumberOrNull(name) ?? throw new InvalidDataException($"config.json lacks {name}");

    public double Number(string name, double otherwise) => NumberOrNull(name) ?? otherwise;

    public double? NumberOrNull(string name) => Find(name)?.GetDouble();

    public bool Flag(string name, bool otherwise = false) => Find(name)?.GetBoolean() ?? otherwise;

    public string? Text(string name) => Find(name)?.GetString();

    public ModelConfig? Section(string name) => Find(name) is { } section ? new ModelConfig(section) : null;

    public double[] Numbers(string name) => [.. Items(name).Select(item => item.GetDouble())];

    /// <summary>The texts of a list; null where it is absent.</summary>
    public string[]? Texts(string name) => Has(name) ? [.. Items(name).Select(item => item.GetString()!)] : null;

    private JsonElement.ArrayEnumerator Items(string name) =>
        Find(name)?.EnumerateArray() ?? throw new InvalidDataException($"config.json lacks {name}");

    private JsonElement? Find(string name) =>
        settings.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
