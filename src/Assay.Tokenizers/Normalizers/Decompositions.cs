using System.Globalization;

namespace Assay.Tokenizers.Normalizers;

/// <summary>The decompositions and combining classes of Unicode's character database.</summary>
internal static class Decompositions
{
    private static readonly Tables tables = Read();

    /// <summary>What a character is made of, one step down, or null when it is made of nothing else.</summary>
    public static int[]? Of(int code, bool compatible) =>
        tables.Canonical.TryGetValue(code, out var parts)
        || (compatible && tables.Compatible.TryGetValue(code, out parts))
            ? parts
            : null;

    /// <summary>The canonical combining class: 0 for all but marks.</summary>
    public static int Class(int code) => code < 0x300 ? 0 : tables.Classes.GetValueOrDefault(code);

    /// <summary>The character that two make, or null.</summary>
    public static int? Composed(int first, int second) =>
        tables.Composed.TryGetValue(((long)first << 32) | (uint)second, out var code) ? code : null;

    private static Tables Read()
    {
        using var stream =
            typeof(Decompositions).Assembly.GetManifestResourceStream("decompositions.txt")
            ?? throw new InvalidOperationException("The table of decompositions is not in the assembly.");
        using var lines = new StreamReader(stream);
        var read = new Tables([], [], [], []);
        while (lines.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                Enter(read, line.Split(' '));
            }
        }
        return read;
    }

    private static void Enter(Tables read, string[] fields)
    {
        if (fields[1] == "@")
        {
            var ends = fields[0].Split("..");
            for (var code = Hex(ends[0]); code <= Hex(ends[1]); code++)
            {
                read.Classes[code] = int.Parse(fields[2], CultureInfo.InvariantCulture);
            }
            return;
        }
        var parts = fields[2..].Select(Hex).ToArray();
        (fields[1] == "~" ? read.Compatible : read.Canonical)[Hex(fields[0])] = parts;
        if (fields[1] == "=")
        {
            read.Composed[((long)parts[0] << 32) | (uint)parts[1]] = Hex(fields[0]);
        }
    }

    private static int Hex(string digits) =>
        int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private sealed record Tables(
        Dictionary<int, int[]> Canonical,
        Dictionary<int, int[]> Compatible,
        Dictionary<long, int> Composed,
        Dictionary<int, int> Classes
    );
}
