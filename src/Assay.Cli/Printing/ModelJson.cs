using System.Text.Json;
using Assay.Models.Local.Inspection;

namespace Assay.Cli.Printing;

/// <summary><c>assay models show --json</c>: what is known of a model folder as one JSON document.</summary>
internal static class ModelJson
{
    public static string Write(string name, ModelInspection model) =>
        JsonText.Of(json =>
        {
            json.WriteString("name", name);
            json.WriteString("path", model.Path);
            json.WriteString("format", model.Format.ToString().ToLowerInvariant());
            json.WriteString("model_type", model.ModelType);
            Number(json, "parameters", model.Parameters);
            Number(json, "layers", model.Shape.Layers);
            Number(json, "hidden_size", model.Shape.Hidden);
            Number(json, "heads", model.Shape.Heads);
            Number(json, "key_value_heads", model.Shape.KeyValueHeads);
            Number(json, "head_size", model.Shape.HeadSize);
            Number(json, "context", model.Shape.Context);
            Number(json, "vocabulary", model.Shape.Vocabulary);
            json.WriteStartObject("tokenizer");
            json.WriteString("kind", model.Tokenizer?.Kind);
            Number(json, "vocabulary", model.Tokenizer?.Vocabulary);
            json.WriteEndObject();
            json.WriteStartObject("chat_template");
            json.WriteString("origin", model.Template?.Origin.ToString().ToLowerInvariant());
            json.WriteString("name", model.Template?.Name);
            json.WriteEndObject();
            json.WriteStartArray("stored_as");
            foreach (var type in model.StoredAs)
            {
                json.WriteStringValue(type);
            }
            json.WriteEndArray();
            json.WriteStartObject("bytes");
            Number(json, "stored", model.Sizes?.Stored);
            Number(json, "float32", model.Sizes?.Float32);
            Number(json, "float16", model.Sizes?.Float16);
            Number(json, "int8", model.Sizes?.Int8);
            Number(json, "int4", model.Sizes?.Int4);
            Number(json, "cache_per_token", model.Sizes?.CachePerToken);
            json.WriteEndObject();
            json.WriteBoolean("needs_remote_code", model.NeedsRemoteCode);
            json.WriteBoolean("runs", model.Runs);
            json.WriteString("problem", model.Problem);
        });

    private static void Number(Utf8JsonWriter json, string key, long? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(key, known);
        }
        else
        {
            json.WriteNull(key);
        }
    }
}
