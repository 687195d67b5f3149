using System.Collections.Immutable;
using Assay.Serve.Requests;
using Microsoft.AspNetCore.Http;

namespace Assay.Serve.Http;

/// <summary><c>POST /tokenize</c> and <c>/detokenize</c>, in vLLM's shapes.</summary>
internal sealed class TokenEndpoint(IServedModel model)
{
    public async Task TokenizeAsync(HttpContext context)
    {
        var (ids, named) = await RequestBody.ReadAsync(context, Tokens);
        await JsonReply.SendAsync(
            context,
            StatusCodes.Status200OK,
            json =>
            {
                json.WriteStartObject();
                json.WriteNumber("count"u8, ids.Length);
                json.WriteNumber("max_model_len"u8, model.ContextLength);
                json.WriteStartArray("tokens"u8);
                foreach (var id in ids)
                {
                    json.WriteNumberValue(id);
                }
                json.WriteEndArray();
                if (named)
                {
                    json.WriteStartArray("token_strs"u8);
                    foreach (var id in ids)
                    {
                        json.WriteStringValue(model.TokenText(id));
                    }
                    json.WriteEndArray();
                }
                else
                {
                    json.WriteNull("token_strs"u8);
                }
                json.WriteEndObject();
            }
        );
    }

    public async Task DetokenizeAsync(HttpContext context)
    {
        var ids = await RequestBody.ReadAsync(
            context,
            fields =>
            {
                ModelName.Check(fields, model.Name);
                return PromptFields.Ids(fields.Value("tokens"), "tokens");
            }
        );
        var text = model.Decode(ids);
        await JsonReply.SendAsync(
            context,
            StatusCodes.Status200OK,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("prompt"u8, text);
                json.WriteEndObject();
            }
        );
    }

    private (ImmutableArray<int> Ids, bool Named) Tokens(Fields fields)
    {
        ModelName.Check(fields, model.Name);
        foreach (var always in (ReadOnlySpan<string>)["add_special_tokens", "add_generation_prompt"])
        {
            if (fields.Value(always) is not null && !fields.Flag(always))
            {
                throw ServeException.Wrong(always, "cannot be false on this server", "unsupported_parameter");
            }
        }
        var named = fields.Flag("return_token_strs");
        if (fields.Text("prompt") is { } text)
        {
            return (model.Encode(text), named);
        }
        try
        {
            return fields.Value("messages") is { } messages
                ? (model.EncodeChat(MessageFields.Read(messages)), named)
                : throw ServeException.Wrong("prompt", "is missing; give it, or 'messages'");
        }
        catch (InputException e)
        {
            throw ServeException.Wrong("messages", $"do not fit the model's chat template: {e.Message}");
        }
    }
}
