using System.Globalization;

namespace Assay.Tokenizers.Patterns;

/// <summary>What an escape means: one character or a set of them.</summary>
internal readonly record struct Escape(int Code, CharacterSet? Set);

/// <summary>Reads what follows a backslash, where it means characters.</summary>
internal sealed class EscapeReader(PatternCursor cursor, SetWriter writer)
{
    private static readonly CodeRange[] circled =
    [
        new(0x24B6, 0x24E9),
        new(0x1F130, 0x1F149),
        new(0x1F150, 0x1F169),
        new(0x1F170, 0x1F189),
    ];

    /// <summary>Reads behind the backslash.</summary>
    public Escape Read()
    {
        var code = cursor.TakeCode();
        return code switch
        {
            'p' or 'P' => Set(Property(code == 'P')),
            's' or 'S' => Set(new CharacterSet(@"\s", code == 'S')),
            'd' or 'D' => Set(new CharacterSet(@"\d", code == 'D')),
            'h' or 'H' => Set(new CharacterSet("0-9A-Fa-f", code == 'H')),
            'w' or 'W' => Set(new CharacterSet(Word, code == 'W')),
            'n' => Character('\n'),
            'r' => Character('\r'),
            't' => Character('\t'),
            'f' => Character('\f'),
            'v' => Character('\v'),
            'a' => Character('\a'),
            'e' => Character(0x1B),
            '0' => Character(0),
            'u' => Character(Hex(4)),
            'x' => Character(cursor.TryTake("{") ? Number(cursor.TakeUntil('}')) : Hex(2)),
            (>= '1' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') => throw cursor.Malformed(
                $"\\{(char)code} is not supported"
            ),
            _ => Character(code),
        };
    }

    /// <summary>Reads a name as in \p{L}, \p{^L} or \p{Script=Han}, from the brace on.</summary>
    private CharacterSet Property(bool negated)
    {
        var name = cursor.TryTake("{") ? cursor.TakeUntil('}') : char.ConvertFromUtf32(cursor.TakeCode());
        if (name.StartsWith('^'))
        {
            (name, negated) = (name[1..], !negated);
        }
        return new CharacterSet(Named(name), negated);
    }

    // Circled letters count as letters of a word.
    private string Word => @"\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}" + string.Concat(circled.Select(writer.Range));

    /// <summary>A POSIX bracket, as in [[:punct:]], to stand between brackets.</summary>
    public string Posix(string name) =>
        name switch
        {
            // More than the property of that name.
            "punct" => @"\p{P}\p{S}",
            "word" => Word,
            _ => Named(name),
        };

    /// <summary>The set of that name, between brackets.</summary>
    private string Named(string name)
    {
        if (CharacterProperties.Named(name) is { } category)
        {
            return category;
        }
        var ranges =
            Scripts.Ranges(name[(name.IndexOf('=', StringComparison.Ordinal) + 1)..])
            ?? throw cursor.Malformed($"the property '{name}' is not supported");
        return string.Concat(ranges.Select(writer.Range));
    }

    private int Hex(int digits)
    {
        if (cursor.Rest.Length < digits)
        {
            throw cursor.Malformed("it ends too early");
        }
        var number = Number(cursor.Rest[..digits].ToString());
        cursor.At += digits;
        return number;
    }

    private int Number(string digits) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
        && code is >= 0 and <= 0x10FFFF
            ? code
            : throw cursor.Malformed($"'{digits}' is no character");

    private static Escape Character(int code) => new(code, null);

    private static Escape Set(CharacterSet set) => new(0, set);
}
