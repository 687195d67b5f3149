using System.Net;

namespace Assay.Models.OpenAi.Wire;

/// <summary>JSON that is already bytes, sent with its exact length.</summary>
internal sealed class RequestBody : HttpContent
{
    private readonly ReadOnlyMemory<byte> json;

    public RequestBody(ReadOnlyMemory<byte> json)
    {
        this.json = json;
        Headers.TryAddWithoutValidation("Content-Type", "application/json");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        stream.WriteAsync(json).AsTask();

    protected override Task SerializeToStreamAsync(
        Stream stream,
        TransportContext? context,
        CancellationToken cancellationToken
    ) => stream.WriteAsync(json, cancellationToken).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = json.Length;
        return true;
    }
}
