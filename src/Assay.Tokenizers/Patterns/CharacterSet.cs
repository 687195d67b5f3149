namespace Assay.Tokenizers.Patterns;

/// <summary>A set of characters as .NET writes it between brackets.</summary>
/// <param name="Inner">What stands between the brackets.</param>
/// <param name="Negated">Whether all but these are meant.</param>
internal readonly record struct CharacterSet(string Inner, bool Negated)
{
    /// <summary>What matches one character of the set.</summary>
    public string Fragment => $"[{(Negated ? "^" : "")}{Inner}]";

    public CharacterSet Not(bool negate) => this with { Negated = Negated ^ negate };
}

/// <summary>Named properties of characters: those whose meaning is the same in Oniguruma and .NET.</summary>
internal static class CharacterProperties
{
    private static readonly HashSet<string> categories =
    [
        .. "L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po S Sm Sc Sk So Z Zs Zl Zp C Cc Cf Cs Co Cn".Split(
            ' '
        ),
    ];

    private static readonly Dictionary<string, string> names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Letter"] = @"\p{L}",
        ["Mark"] = @"\p{M}",
        ["Number"] = @"\p{N}",
        ["Punctuation"] = @"\p{P}",
        ["Symbol"] = @"\p{S}",
        ["Separator"] = @"\p{Z}",
        ["Other"] = @"\p{C}",
        ["LC"] = @"\p{Lu}\p{Ll}\p{Lt}",
        ["Digit"] = @"\p{Nd}",
        ["XDigit"] = "0-9A-Fa-f",
        ["Space"] = @"\s",
        ["White_Space"] = @"\s",
        ["Punct"] = @"\p{P}",
        ["Cntrl"] = @"\p{Cc}",
    };

    /// <summary>The set of a category or named property, between brackets; null when there is none of that name.</summary>
    public static string? Named(string name) =>
        categories.Contains(name) ? $@"\p{{{name}}}" : names.GetValueOrDefault(name.Replace(' ', '_'));
}
