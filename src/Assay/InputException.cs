namespace Assay;

/// <summary>
/// Something the user gave (a flag, a file, a server's address) cannot be used. Shown as one line and ends the program
/// with exit code 2.
/// </summary>
public sealed class InputException : Exception
{
    /// <param name="what">What is wrong, without a final dot.</param>
    /// <param name="where">File, line, key or flag; null when <paramref name="what"/> says it.</param>
    /// <param name="remedy">What the user can do about it.</param>
    /// <param name="inner">The cause, shown with <c>--debug</c> only.</param>
    public InputException(string what, string? where = null, string? remedy = null, Exception? inner = null)
        : base(Line(what, where, remedy), inner)
    {
        What = what;
        Where = where;
        Remedy = remedy;
    }

    /// <summary>What is wrong.</summary>
    public string What { get; }

    /// <summary>File, line, key or flag.</summary>
    public string? Where { get; }

    /// <summary>What the user can do about it.</summary>
    public string? Remedy { get; }

    private static string Line(string what, string? where, string? remedy)
    {
        var line = where is null ? what : $"{where}: {what}";
        line = remedy is null ? line : $"{line}; {remedy}";
        return line.ReplaceLineEndings(" ");
    }
}
