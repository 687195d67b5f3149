using System.Net;

namespace Assay.Models.OpenAi.Tests.Support;

/// <summary>A server reduced to the one answer that it sends.</summary>
internal sealed class FakeConnection(Func<Stream> body, string contentType = "text/event-stream") : HttpMessageHandler
{
    public OpenAiClient Client(TimeProvider? time = null, PhaseTimeouts? timeouts = null, long? largest = null)
    {
        var options = new OpenAiClientOptions
        {
            Address = ServerAddress.Parse("http://127.0.0.1:1", "test"),
            Time = time ?? TimeProvider.System,
            Timeouts = timeouts ?? new PhaseTimeouts(),
        };
        return new OpenAiClient(largest is { } bytes ? options with { LargestAnswer = bytes } : options, this);
    }

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(body()) };
        response.Content.Headers.ContentType = new(contentType);
        return Task.FromResult(response);
    }
}

/// <summary>A body that comes in given pieces, and then ends, or never does.</summary>
internal sealed class PieceStream(IEnumerable<byte[]> pieces, bool ends = true) : Stream
{
    private readonly Queue<byte[]> left = new(pieces.Where(piece => piece.Length > 0));
    private int used;

    /// <summary>Completes when all was read and more is waited for.</summary>
    public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (left.TryPeek(out var piece))
        {
            var count = Math.Min(buffer.Length, piece.Length - used);
            piece.AsMemory(used, count).CopyTo(buffer);
            used += count;
            if (used == piece.Length)
            {
                left.Dequeue();
                used = 0;
            }
            return count;
        }
        if (!ends)
        {
            Waiting.TrySetResult();
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        }
        return 0;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
