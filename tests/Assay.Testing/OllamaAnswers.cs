using System.Text.Json.Nodes;

namespace Assay.Testing;

/// <summary>What Ollama answers.</summary>
internal static class OllamaAnswers
{
    public static ModelServerAnswer Tags(IEnumerable<string> names) =>
        ModelServerAnswer.Json(
            200,
            new JsonObject
            {
                ["models"] = new JsonArray([
                    .. names.Select(name => new JsonObject
                    {
                        ["name"] = name,
                        ["model"] = name,
                        ["size"] = 1,
                    }),
                ]),
            }
        );

    public static ModelServerAnswer Chat(ModelServer server, ModelServerRequest request)
    {
        var text = server.Answer(request.Prompt);
        var reasoning = server.Reasoning(request.Prompt);
        var done = Line(request.Model, request.Stream ? "" : text, request.Stream ? null : reasoning);
        done["done"] = true;
        done["done_reason"] = server.FinishReason;
        done["prompt_eval_count"] = ToyTokens.Of(request.Prompt).Count;
        done["eval_count"] = ToyTokens.Of(text).Count;
        if (!request.Stream)
        {
            return ModelServerAnswer.Json(200, done);
        }
        var lines = ToyTokens.Of(reasoning ?? "").Select(token => Line(request.Model, "", token));
        lines = lines
            .Concat(ToyTokens.Of(text).Select(token => Line(request.Model, token, thinking: null)))
            .Append(done);
        return ModelServerAnswer.Text(
            200,
            "application/x-ndjson",
            [.. lines.Select(line => line.ToJsonString() + "\n")]
        );
    }

    private static JsonObject Line(string model, string content, string? thinking)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = content };
        if (thinking is not null)
        {
            message["thinking"] = thinking;
        }
        return new JsonObject
        {
            ["model"] = model,
            ["created_at"] = "2024-01-01T00:00:00Z",
            ["message"] = message,
            ["done"] = false,
        };
    }
}
