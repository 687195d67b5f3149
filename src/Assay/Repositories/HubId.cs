namespace Assay.Repositories;

/// <summary>Names of the hubs, which become paths and so must not be more than names.</summary>
public static class HubId
{
    /// <summary>Whether this is <c>NAME</c> or <c>ORG/NAME</c> of letters, digits, dots, dashes and underscores.</summary>
    public static bool IsOne(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('/') is { Length: 1 or 2 } parts && parts.All(IsPart);
    }

    /// <summary>Whether this is a branch, tag or commit; they may have several parts (<c>refs/pr/1</c>).</summary>
    public static bool IsRevision(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('/') is { Length: <= 8 } parts && parts.All(IsPart);
    }

    private static bool IsPart(string part) =>
        part.Length is > 0 and <= 200
        && part[0] != '.'
        && part.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_');
}
