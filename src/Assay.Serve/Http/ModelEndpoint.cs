using System.Text.Json;
using Assay.Serve.Requests;
using Microsoft.AspNetCore.Http;

namespace Assay.Serve.Http;

/// <summary><c>GET /v1/models</c> and <c>/v1/models/NAME</c>.</summary>
internal sealed class ModelEndpoint(IAnswerSource source, TimeProvider time)
{
    private readonly long created = time.GetUtcNow().ToUnixTimeSeconds();

    public Task ListAsync(HttpContext context) =>
        JsonReply.SendAsync(
            context,
            StatusCodes.Status200OK,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("object"u8, "list"u8);
                json.WriteStartArray("data"u8);
                Write(json);
                json.WriteEndArray();
                json.WriteEndObject();
            }
        );

    public Task ShowAsync(HttpContext context, string name)
    {
        ModelName.Check(name, source.Name);
        return JsonReply.SendAsync(context, StatusCodes.Status200OK, Write);
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, source.Name);
        json.WriteString("object"u8, "model"u8);
        json.WriteNumber("created"u8, created);
        json.WriteString("owned_by"u8, "assay"u8);
        if (source.Model is { } model)
        {
            json.WriteNumber("max_model_len"u8, model.ContextLength);
        }
        json.WriteEndObject();
    }
}
