namespace Assay.Tokenizers.Tests.Support;

/// <summary>A charsmap by hand.</summary>
internal static class CharsMaps
{
    /// <summary>One rule: "a" becomes "x".</summary>
    public static byte[] AToX { get; } = Make();

    private static byte[] Make()
    {
        // The root's offset is 1, so the node for 'a' (0x61) stands at 1 ^ 0x61; it has a value, and its offset leads to it.
        var units = new uint[256];
        units[0] = 1u << 10;
        const int node = 1 ^ 'a';
        const uint leaf = 200;
        units[node] = ((leaf ^ node) << 10) | (1u << 8) | 'a';
        units[leaf] = 0x80000000;
        return
        [
            .. BitConverter.GetBytes((uint)(units.Length * sizeof(uint))),
            .. units.SelectMany(BitConverter.GetBytes),
            (byte)'x',
            0,
        ];
    }
}
