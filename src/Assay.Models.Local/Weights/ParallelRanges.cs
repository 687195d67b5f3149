namespace Assay.Models.Local.Weights;

/// <summary>Cuts long loops into ranges that several threads take in turn.</summary>
internal static class ParallelRanges
{
    /// <summary>Calls <paramref name="body"/> with the start and length of each range.</summary>
    /// <param name="count">Steps of the loop.</param>
    /// <param name="size">Steps of a range; the last may be shorter.</param>
    /// <param name="degree">Threads, at least 1.</param>
    /// <param name="body">Does one range.</param>
    /// <param name="cancellationToken">Ends the loop between two ranges.</param>
    public static void Run(
        long count,
        long size,
        int degree,
        Action<long, long> body,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(degree);
        var ranges = (count + size - 1) / size;
        if (degree == 1 || ranges <= 1)
        {
            for (var start = 0L; start < count; start += size)
            {
                cancellationToken.ThrowIfCancellationRequested();
                body(start, Math.Min(size, count - start));
            }
            return;
        }
        var options = new ParallelOptions { MaxDegreeOfParallelism = degree, CancellationToken = cancellationToken };
        try
        {
            Parallel.For(0, ranges, options, range => body(range * size, Math.Min(size, count - (range * size))));
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<InputException>().FirstOrDefault() is { } input)
        {
            // One range is as bad as another; the user needs one line.
            throw new InputException(input.What, input.Where, input.Remedy, e);
        }
    }
}
