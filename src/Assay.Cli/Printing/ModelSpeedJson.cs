using Assay.Models.Local.Inspection;
using Assay.Models.Local.Weights;

namespace Assay.Cli.Printing;

/// <summary><c>assay models bench --json</c>: how fast a model runs as one JSON document.</summary>
internal static class ModelSpeedJson
{
    public static string Write(string name, ModelSpeed speed) =>
        JsonText.Of(json =>
        {
            json.WriteString("name", name);
            json.WriteString("precision", speed.Precision.Name());
            json.WriteNumber("threads", speed.Threads);
            json.WriteNumber("load_seconds", Math.Round(speed.Load.TotalSeconds, 3));
            json.WriteNumber("prompt_tokens", speed.PromptTokens);
            json.WriteNumber("prefill_tokens_per_second", Math.Round(speed.Prefill, 2));
            json.WriteStartArray("decode");
            foreach (var (sequences, tokens) in speed.Decode)
            {
                json.WriteStartObject();
                json.WriteNumber("sequences", sequences);
                json.WriteNumber("tokens_per_second", Math.Round(tokens, 2));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteNumber("peak_bytes", speed.PeakBytes);
        });
}
