using System.Buffers.Binary;

namespace Assay.Tokenizers.Normalizers;

/// <summary>
/// SentencePiece's compiled rules: a double-array trie of UTF-8 texts (its size in bytes, then its units, little-endian),
/// then the texts to put for them, each ended by a zero byte.
/// </summary>
internal sealed class CharsMap
{
    private readonly uint[] units;
    private readonly byte[] texts;

    /// <exception cref="InputException">The rules are cut off.</exception>
    public CharsMap(ReadOnlySpan<byte> blob, string where)
    {
        var size = blob.Length < sizeof(uint) ? uint.MaxValue : BinaryPrimitives.ReadUInt32LittleEndian(blob);
        if (size == 0 || size % sizeof(uint) != 0 || size > blob.Length - sizeof(uint))
        {
            throw new InputException("the charsmap is damaged", where, "fetch the model folder again");
        }
        units = new uint[size / sizeof(uint)];
        for (var i = 0; i < units.Length; i++)
        {
            units[i] = BinaryPrimitives.ReadUInt32LittleEndian(blob[(sizeof(uint) * (i + 1))..]);
        }
        texts = blob[(sizeof(uint) + (int)size)..].ToArray();
    }

    /// <summary>The longest (or the shortest) rule that applies at the start of <paramref name="utf8"/>.</summary>
    /// <param name="utf8">Text.</param>
    /// <param name="longest">Which of several counts.</param>
    /// <param name="length">How many bytes the rule replaces.</param>
    /// <param name="replacement">What it puts for them.</param>
    public bool TryMatch(ReadOnlySpan<byte> utf8, bool longest, out int length, out ReadOnlySpan<byte> replacement)
    {
        length = 0;
        replacement = default;
        var node = Offset(units[0]);
        for (var i = 0; i < utf8.Length && (longest || length == 0); i++)
        {
            node ^= utf8[i];
            if (node >= units.Length || Label(units[node]) != utf8[i])
            {
                break;
            }
            var unit = units[node];
            node ^= Offset(unit);
            if (HasValue(unit) && node < units.Length && EndsCharacter(utf8, i))
            {
                length = i + 1;
                replacement = Text(units[node] & 0x7FFFFFFF);
            }
        }
        return length > 0;
    }

    private ReadOnlySpan<byte> Text(uint start)
    {
        if (start >= texts.Length)
        {
            return default;
        }
        var rest = texts.AsSpan((int)start);
        return rest.IndexOf((byte)0) is var end and >= 0 ? rest[..end] : rest;
    }

    // A damaged rule could end within a character.
    private static bool EndsCharacter(ReadOnlySpan<byte> utf8, int last) =>
        last + 1 == utf8.Length || (utf8[last + 1] & 0xC0) != 0x80;

    // The bits of a unit, as the darts-clone library lays them out.
    private static bool HasValue(uint unit) => ((unit >> 8) & 1) == 1;

    private static uint Label(uint unit) => unit & (0x80000000 | 0xFF);

    private static uint Offset(uint unit) => (unit >> 10) << (int)((unit & (1 << 9)) >> 6);
}
