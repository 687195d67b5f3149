using Assay.Models.Local.Folders;

namespace Assay.Cli.Printing;

/// <summary><c>assay models list --json</c>: the models of this machine as one JSON document.</summary>
internal static class FoundModelsJson
{
    public static string Write(IEnumerable<FoundModel> models) =>
        JsonText.Of(json =>
        {
            json.WriteStartArray("models");
            foreach (var model in models)
            {
                json.WriteStartObject();
                json.WriteString("name", model.Id);
                json.WriteString("path", model.Path);
                json.WriteString("where", model.Where);
                json.WriteNumber("bytes", model.Bytes);
                json.WriteString("model_type", model.ModelType);
                json.WriteString("revision", model.Revision);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
}
