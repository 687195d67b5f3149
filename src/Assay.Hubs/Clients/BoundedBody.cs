namespace Assay.Hubs.Clients;

/// <summary>Reads what a server sends, and no more than makes sense.</summary>
internal static class BoundedBody
{
    /// <summary>All bytes.</summary>
    /// <exception cref="HubException">There are more than <paramref name="limit"/>.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(
        Stream body,
        int limit,
        CancellationToken cancellationToken
    )
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 14];
        while (await body.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (bytes.Length + read > limit)
            {
                throw new HubException($"the answer has more than {limit:N0} bytes");
            }
            bytes.Write(buffer, 0, read);
        }
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }
}
