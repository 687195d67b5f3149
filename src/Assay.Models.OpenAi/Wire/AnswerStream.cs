namespace Assay.Models.OpenAi.Wire;

/// <summary>The body of an answer as it comes in: watched by the deadline, and never longer than allowed.</summary>
internal sealed class AnswerStream(Stream body, Deadline deadline, long largest) : Stream
{
    private Phase phase = Phase.FirstByte;
    private long total;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => total;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        deadline.Enter(phase);
        var count = await body.ReadAsync(buffer, deadline.Token);
        phase = Phase.Idle;
        total += count;
        return total <= largest
            ? count
            : throw new ModelException($"the answer is longer than {largest} bytes", ModelFailure.Rejected);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
        }
        base.Dispose(disposing);
    }
}
