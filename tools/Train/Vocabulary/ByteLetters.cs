namespace Assay.Train.Vocabulary;

/// <summary>
/// The letter that stands for each byte in a byte-level vocabulary (Radford et al. 2019): printable Latin-1 characters for
/// themselves, the others from U+0100 on.
/// </summary>
public static class ByteLetters
{
    private static readonly char[] Letters = Make();

    /// <summary>Bytes as their letters.</summary>
    public static string Write(ReadOnlySpan<byte> bytes)
    {
        var text = new char[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            text[i] = Letters[bytes[i]];
        }
        return new(text);
    }

    private static char[] Make()
    {
        var letters = new char[256];
        var next = 256;
        for (var i = 0; i < letters.Length; i++)
        {
            var printable = i is (>= 33 and <= 126) or (>= 161 and <= 172) or (>= 174 and <= 255);
            letters[i] = (char)(printable ? i : next++);
        }
        return letters;
    }
}
