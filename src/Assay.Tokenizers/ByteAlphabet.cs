using System.Text;

namespace Assay.Tokenizers;

/// <summary>
/// The alphabet in which byte-level vocabularies are written: a character for each of the 256 bytes. Bytes that print in
/// Latin-1 stand for themselves, the rest follow from U+0100 on (Radford et al. 2019, GPT-2).
/// </summary>
internal static class ByteAlphabet
{
    private static readonly char[] ofByte = MakeOfByte();
    private static readonly short[] ofCharacter = MakeOfCharacter();

    /// <summary>The alphabet in the order of bytes.</summary>
    public static ReadOnlySpan<char> Characters => ofByte;

    /// <summary>The UTF-8 bytes of a text, a character for each.</summary>
    public static string Map(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return string.Create(
            bytes.Length,
            bytes,
            static (mapped, bytes) =>
            {
                for (var i = 0; i < mapped.Length; i++)
                {
                    mapped[i] = ofByte[bytes[i]];
                }
            }
        );
    }

    /// <summary>The bytes that a text of the alphabet stands for; null when a character is not of the alphabet.</summary>
    public static byte[]? Bytes(string mapped)
    {
        var bytes = new byte[mapped.Length];
        for (var i = 0; i < mapped.Length; i++)
        {
            if (mapped[i] >= ofCharacter.Length || ofCharacter[mapped[i]] < 0)
            {
                return null;
            }
            bytes[i] = (byte)ofCharacter[mapped[i]];
        }
        return bytes;
    }

    private static char[] MakeOfByte()
    {
        var next = 0x100;
        var characters = new char[256];
        for (var value = 0; value < 256; value++)
        {
            var prints = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            characters[value] = prints ? (char)value : (char)next++;
        }
        return characters;
    }

    private static short[] MakeOfCharacter()
    {
        var bytes = new short[ofByte.Max() + 1];
        Array.Fill(bytes, (short)-1);
        for (var value = 0; value < 256; value++)
        {
            bytes[ofByte[value]] = (short)value;
        }
        return bytes;
    }
}
