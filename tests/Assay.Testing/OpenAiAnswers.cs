using System.Text.Json.Nodes;

namespace Assay.Testing;

/// <summary>What OpenAI-compatible servers answer.</summary>
internal static class OpenAiAnswers
{
    public static ModelServerAnswer Models(IEnumerable<string> names) =>
        ModelServerAnswer.Json(
            200,
            new JsonObject
            {
                ["object"] = "list",
                ["data"] = new JsonArray([.. names.Select(name => new JsonObject { ["id"] = name })]),
            }
        );

    public static ModelServerAnswer Chat(ModelServer server, ModelServerRequest request)
    {
        var text = server.Answer(request.Prompt);
        var reasoning = server.Reasoning(request.Prompt);
        var usage = Usage(ToyTokens.Of(request.Prompt).Count, ToyTokens.Of(text).Count);
        if (request.Stream)
        {
            var deltas = new List<JsonObject>
            {
                new() { ["role"] = "assistant", ["content"] = "" },
            };
            deltas.AddRange(
                ToyTokens.Of(reasoning ?? "").Select(token => new JsonObject { ["reasoning_content"] = token })
            );
            deltas.AddRange(ToyTokens.Of(text).Select(token => new JsonObject { ["content"] = token }));
            return Events(server, request, usage, deltas.Select(delta => ("delta", (JsonNode)delta)));
        }
        var message = new JsonObject { ["role"] = "assistant", ["content"] = text };
        if (reasoning is not null)
        {
            message["reasoning_content"] = reasoning;
        }
        return Whole(usage, Choice(0, "message", message, server.FinishReason));
    }

    public static ModelServerAnswer Completion(ModelServer server, ModelServerRequest request)
    {
        var prompts = request.Prompts;
        if (prompts.Count > 1 && !server.TakesSeveralPrompts)
        {
            return ModelServerAnswer.Error(400, "prompt must be one string");
        }
        var texts = prompts.Select(server.Answer).ToList();
        var usage = Usage(prompts.Sum(x => ToyTokens.Of(x).Count), texts.Sum(x => ToyTokens.Of(x).Count));
        if (request.Stream)
        {
            return Events(server, request, usage, ToyTokens.Of(texts[0]).Select(x => ("text", (JsonNode)x!)));
        }
        var echoes = server.Echoes && request.Body.TryGetProperty("echo", out var echo) && echo.GetBoolean();
        var logprobs = request.Body.TryGetProperty("logprobs", out _);
        return Whole(
            usage,
            [
                .. prompts.Select(
                    (prompt, i) =>
                    {
                        var text = (echoes ? prompt : "") + texts[i];
                        var choice = Choice(i, "text", text, server.FinishReason);
                        choice["logprobs"] = logprobs ? LogProbs(server, echoes ? prompt : "", texts[i]) : null;
                        return choice;
                    }
                ),
            ]
        );
    }

    // With max_tokens 1, which is how texts are scored, one token is generated.
    private static JsonObject LogProbs(ModelServer server, string prompt, string answer)
    {
        List<string> tokens = [.. ToyTokens.Of(prompt), ToyTokens.Of(answer)[0]];
        var logProbs = new JsonArray();
        var top = new JsonArray();
        var offsets = new JsonArray();
        var offset = 0;
        foreach (var token in tokens)
        {
            var (logProb, greedy) = server.Scores(token);
            var isFirst = offset == 0 && prompt.Length > 0;
            logProbs.Add(isFirst ? null : logProb);
            top.Add(isFirst ? null : new JsonObject { [greedy ? token : "another"] = greedy ? logProb : logProb / 2 });
            offsets.Add(offset);
            offset += token.EnumerateRunes().Count();
        }
        return new JsonObject
        {
            ["tokens"] = new JsonArray([.. tokens.Select(token => (JsonNode)token!)]),
            ["token_logprobs"] = logProbs,
            ["top_logprobs"] = top,
            ["text_offset"] = offsets,
        };
    }

    private static ModelServerAnswer Events(
        ModelServer server,
        ModelServerRequest request,
        JsonObject usage,
        IEnumerable<(string Name, JsonNode Value)> pieces
    )
    {
        var events = pieces
            .Select(piece => Body(null, Choice(0, piece.Name, piece.Value, finishReason: null)))
            .Append(Body(null, Choice(0, "delta", new JsonObject(), server.FinishReason)))
            .ToList();
        if (
            request.Body.TryGetProperty("stream_options", out var options)
            && options.GetProperty("include_usage").GetBoolean()
        )
        {
            events.Add(Body(usage));
        }
        return ModelServerAnswer.Text(
            200,
            "text/event-stream",
            [.. events.Select(data => $"data: {data.ToJsonString()}\n\n"), "data: [DONE]\n\n"]
        );
    }

    private static ModelServerAnswer Whole(JsonObject usage, params JsonObject[] choices) =>
        ModelServerAnswer.Json(200, Body(usage, choices));

    private static JsonObject Body(JsonObject? usage, params JsonObject[] choices) =>
        new()
        {
            ["id"] = "cmpl-1",
            ["object"] = "completion",
            ["created"] = 1_700_000_000,
            ["model"] = "tiny",
            ["choices"] = new JsonArray([.. choices]),
            ["usage"] = usage,
        };

    private static JsonObject Choice(int index, string name, JsonNode value, string? finishReason) =>
        new()
        {
            ["index"] = index,
            [name] = value,
            ["finish_reason"] = finishReason,
        };

    private static JsonObject Usage(int input, int output) =>
        new()
        {
            ["prompt_tokens"] = input,
            ["completion_tokens"] = output,
            ["total_tokens"] = input + output,
        };
}
