using System.Text.Json.Serialization;

namespace Assay.Hubs.Clients;

/// <summary>What the hubs' documents say of a repository.</summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = false)]
[JsonSerializable(typeof(HuggingFaceRevision))]
[JsonSerializable(typeof(List<HuggingFaceEntry>))]
[JsonSerializable(typeof(ModelScopeAnswer))]
internal sealed partial class HubJson : JsonSerializerContext;

internal sealed record HuggingFaceRevision([property: JsonPropertyName("sha")] string? Sha);

internal sealed record HuggingFaceEntry(
    [property: JsonPropertyName("type")] string? Type,
    [property: JsonPropertyName("path")] string? Path,
    [property: JsonPropertyName("size")] long? Size,
    [property: JsonPropertyName("oid")] string? Oid,
    [property: JsonPropertyName("lfs")] HuggingFaceLfs? Lfs
);

internal sealed record HuggingFaceLfs(
    [property: JsonPropertyName("oid")] string? Oid,
    [property: JsonPropertyName("size")] long? Size
);

internal sealed record ModelScopeAnswer(int Code, bool? Success, string? Message, ModelScopeData? Data);

internal sealed record ModelScopeData(List<ModelScopeEntry>? Files);

internal sealed record ModelScopeEntry(string? Path, string? Type, long? Size, string? Sha256);
