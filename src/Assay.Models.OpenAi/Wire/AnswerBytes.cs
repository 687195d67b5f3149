using System.Buffers;

namespace Assay.Models.OpenAi.Wire;

/// <summary>A whole body in a rented buffer; given back on disposal.</summary>
internal struct AnswerBytes : IDisposable
{
    private const int FirstGuess = 8 * 1024;
    private const int LargestGuess = 1 << 20;

    private byte[] buffer;
    private int length;

    public readonly ReadOnlySpan<byte> Span => buffer.AsSpan(0, length);

    /// <param name="stream">Read to its end, or to <paramref name="most"/> bytes.</param>
    /// <param name="announced">The length that the server announced.</param>
    /// <param name="most">Where reading ends.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    public static async ValueTask<AnswerBytes> ReadAsync(
        Stream stream,
        long? announced,
        int most,
        CancellationToken cancellationToken
    )
    {
        // One byte more than announced: the read that finds the end then needs no larger buffer.
        var guess = (int)Math.Min(announced ?? FirstGuess - 1, LargestGuess) + 1;
        var answer = new AnswerBytes { buffer = ArrayPool<byte>.Shared.Rent(guess) };
        try
        {
            int count;
            do
            {
                if (answer.length == answer.buffer.Length)
                {
                    answer.Grow();
                }
                count = await stream.ReadAsync(answer.buffer.AsMemory(answer.length), cancellationToken);
                answer.length += count;
            } while (count > 0 && answer.length < most);
            return answer;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    public readonly void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
