namespace Assay.Tokenizers.Patterns;

/// <summary>Where the reading of a pattern stands.</summary>
internal sealed class PatternCursor(string pattern, string where)
{
    public int At { get; set; }

    public bool Ended => At >= pattern.Length;

    /// <summary>The next unit, or NUL at the end.</summary>
    public char Peek => Ended ? '\0' : pattern[At];

    public ReadOnlySpan<char> Rest => pattern.AsSpan(At);

    public bool TryTake(string expected)
    {
        if (!Rest.StartsWith(expected))
        {
            return false;
        }
        At += expected.Length;
        return true;
    }

    /// <summary>Takes one character, which may be two units.</summary>
    public int TakeCode()
    {
        if (Ended)
        {
            throw Malformed("it ends too early");
        }
        var pair = char.IsHighSurrogate(Peek) && At + 1 < pattern.Length && char.IsLowSurrogate(pattern[At + 1]);
        var code = pair ? char.ConvertToUtf32(pattern[At], pattern[At + 1]) : pattern[At];
        At += pair ? 2 : 1;
        return code;
    }

    /// <summary>Takes all up to <paramref name="end"/>, and the end with it.</summary>
    public string TakeUntil(char end)
    {
        var length = Rest.IndexOf(end);
        if (length < 0)
        {
            throw Malformed($"a '{end}' is missing");
        }
        var taken = Rest[..length].ToString();
        At += length + 1;
        return taken;
    }

    public InputException Malformed(string why) => PatternTranslator.Malformed(pattern, where, why);
}
