namespace Assay.Models.Replay;

/// <summary>
/// Where the answers of one subset begin in their file, by sample and repeat: eight bytes an answer where rows are dense, and no
/// room for rows that are far off.
/// </summary>
internal sealed class AnswerPlaces
{
    private const int PageBits = 8;
    private const int PageSize = 1 << PageBits;

    private readonly Dictionary<(int Repeat, int Page), long[]> pages = [];

    /// <summary>Notes a place; a later one for the same answer counts.</summary>
    public void Set(int index, int repeat, long place)
    {
        var key = (repeat, index >> PageBits);
        if (!pages.TryGetValue(key, out var page))
        {
            page = new long[PageSize];
            Array.Fill(page, -1);
            pages.Add(key, page);
        }
        page[index & (PageSize - 1)] = place;
    }

    /// <summary>The place of an answer, or −1.</summary>
    public long Find(int index, int repeat) =>
        pages.TryGetValue((repeat, index >> PageBits), out var page) ? page[index & (PageSize - 1)] : -1;
}
