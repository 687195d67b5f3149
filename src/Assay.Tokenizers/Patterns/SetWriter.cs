using System.Text;

namespace Assay.Tokenizers.Patterns;

/// <summary>Writes characters and ranges for .NET, above U+FFFF by their stand-ins, and keeps what was mentioned.</summary>
internal sealed class SetWriter(StandIns standIns)
{
    public List<CodeRange> Mentioned { get; } = [];

    /// <summary>Whether case is ignored where the writing stands.</summary>
    public bool IgnoreCase { get; set; }

    /// <summary>A range, to stand between brackets.</summary>
    public string Range(CodeRange range)
    {
        Mentioned.Add(range);
        var to = new StringBuilder();
        if (range.First <= char.MaxValue)
        {
            to.Append(Unit(range.First)).Append('-').Append(Unit(Math.Min(range.Last, char.MaxValue)));
        }
        if (range.Last > char.MaxValue)
        {
            foreach (var stand in standIns.Of(range).DefaultIfEmpty('\uFFFD'))
            {
                to.Append(Unit(stand));
            }
        }
        // The long s is a variant of s, which .NET does not know.
        if (IgnoreCase && (range.Contains('s') || range.Contains('S')))
        {
            to.Append(Unit('\u017F'));
        }
        return to.ToString();
    }

    /// <summary>What matches one character.</summary>
    public string Literal(int code) =>
        code
            is (>= '0' and <= '9')
                or (>= 'a' and <= 'r')
                or (>= 't' and <= 'z')
                or (>= 'A' and <= 'R')
                or (>= 'T' and <= 'Z')
            ? Mention(code)
            : $"[{Range(new CodeRange(code, code))}]";

    private string Mention(int code)
    {
        Mentioned.Add(new CodeRange(code, code));
        return ((char)code).ToString();
    }

    private static string Unit(int code) => $@"\u{code:X4}";
}
