namespace Assay.Cli.Printing;

/// <summary><c>--dry-run --json</c>: what a run would do, as one JSON document.</summary>
internal static class PreviewJson
{
    public static string Write(EvalPreview preview) =>
        JsonText.Of(json =>
        {
            json.WriteNumber("requests", preview.Subsets.Sum(x => x.Requests));
            json.WriteNumber("input_tokens", preview.Subsets.Sum(x => x.InputTokens));
            json.WriteStartArray("subsets");
            foreach (var subset in preview.Subsets)
            {
                json.WriteStartObject();
                json.WriteString("model", subset.Model);
                json.WriteString("dataset", subset.Dataset);
                json.WriteString("subset", subset.Subset);
                json.WriteString("protocol", subset.Protocol);
                json.WriteString("mode", ModeName.Of(subset.Mode));
                json.WriteNumber("few_shot", subset.FewShot);
                json.WriteNumber("requests", subset.Requests);
                json.WriteNumber("input_tokens", subset.InputTokens);
                json.WriteString("first_prompt", subset.FirstPrompt);
                json.WriteString("first_reference", subset.FirstGold);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
}
