using System.Text.Json;
using Assay.Benchmarks;

namespace Assay.Cli.Printing;

/// <summary><c>assay datasets list --json</c> and <c>show --json</c>: datasheets as one JSON document.</summary>
internal static class DatasheetJson
{
    public static string Write(IEnumerable<BenchmarkInfo> datasheets) =>
        JsonText.Of(json =>
        {
            json.WriteStartArray("datasets");
            foreach (var info in datasheets)
            {
                Write(json, info);
            }
            json.WriteEndArray();
        });

    private static void Write(Utf8JsonWriter json, BenchmarkInfo info)
    {
        json.WriteStartObject();
        json.WriteString("name", info.Name);
        Texts(json, "aliases", info.Aliases);
        json.WriteString("title", info.Title);
        json.WriteString("summary", info.Summary);
        json.WriteNumber("version", info.Version);
        Texts(json, "modes", info.Modes.Select(ModeName.Of));
        Texts(json, "protocols", info.Protocols);
        json.WriteNumber("few_shot", info.FewShot);
        json.WriteString("evaluation_split", info.EvaluationSplit);
        json.WriteString("few_shot_split", info.FewShotSplit);
        json.WriteString("licence", info.Licence);
        json.WriteString("citation", info.Citation);
        json.WriteString("modelscope", info.ModelScopeId);
        json.WriteString("huggingface", info.HuggingFaceId);
        json.WriteStartArray("subsets");
        foreach (var subset in info.Subsets)
        {
            json.WriteStartObject();
            json.WriteString("subset", subset.Name);
            if (subset.Rows is { } rows)
            {
                json.WriteNumber("samples", rows);
            }
            else
            {
                json.WriteNull("samples");
            }
            json.WriteString("category", subset.Category);
            json.WriteString("also_in", subset.AlsoIn);
            json.WriteString("title", subset.Title);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Texts(json, "traps", info.Traps);
        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }
        json.WriteEndArray();
    }
}
