using System.Globalization;

namespace Assay.Tokenizers;

/// <summary>Tokens such as <c>&lt;0xE4&gt;</c> that stand for one byte.</summary>
internal static class ByteToken
{
    public static string Name(byte value) => $"<0x{value:X2}>";

    public static bool TryParse(ReadOnlySpan<char> token, out byte value)
    {
        value = 0;
        return token.Length == 6
            && token.StartsWith("<0x")
            && token[5] == '>'
            && byte.TryParse(token[3..5], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>The ids of the tokens for all 256 bytes, or null where one is missing.</summary>
    public static int[]? Table(Func<string, int?> idOf)
    {
        var table = new int[256];
        for (var value = 0; value < 256; value++)
        {
            if (idOf(Name((byte)value)) is not { } id)
            {
                return null;
            }
            table[value] = id;
        }
        return table;
    }
}
