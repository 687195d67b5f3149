using Assay.Models.Local.Weights;

namespace Assay.Models.Local.Tests.Weights;

public sealed class NativeBufferTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public void Memory_starts_at_a_multiple_of_64_bytes(long bytes)
    {
        using var buffer = new NativeBuffer(bytes, zeroed: true);

        Assert.Equal(0, buffer.Address % 64);
        Assert.Equal(new byte[bytes], buffer.Span<byte>().ToArray());
    }

    [Fact]
    public void A_part_is_the_same_memory_and_stays_inside()
    {
        using var buffer = new NativeBuffer(4 * sizeof(float), zeroed: true);

        buffer.Span<float>(2, 2)[1] = 5;

        Assert.Equal([0, 0, 0, 5f], buffer.Span<float>().ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Span<float>(3, 2)[0]);
    }

    [Fact]
    public void Freed_memory_has_no_address_and_is_freed_once()
    {
        var buffer = new NativeBuffer(8);

        buffer.Dispose();
        buffer.Dispose();

        Assert.Throws<ObjectDisposedException>(() => buffer.Address);
    }

    [Fact]
    public void More_memory_than_there_can_be_is_one_clear_line()
    {
        var error = Assert.Throws<InputException>(() => new NativeBuffer(long.MaxValue / 2));

        Assert.Contains("no memory for", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_given_back_keeps_its_address_and_reads_as_zeros()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux is told");
        var page = Environment.SystemPageSize;
        using var buffer = new NativeBuffer(3 * page);
        buffer.Span<byte>().Fill(7);

        buffer.GiveBack();

        // Two whole pages at least lie inside, wherever the buffer begins; bytes beside them stay.
        var bytes = buffer.Span<byte>().ToArray();
        Assert.InRange(bytes.Count(value => value == 0), 2 * page, 3 * page);
        Assert.All(bytes, value => Assert.True(value is 0 or 7));
        buffer.Span<byte>().Fill(9);
        Assert.Equal(9, buffer.Span<byte>()[page]);
    }
}
