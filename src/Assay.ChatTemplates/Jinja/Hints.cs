namespace Assay.ChatTemplates.Jinja;

/// <summary>What a mistyped name may have meant.</summary>
internal static class Hints
{
    // To compare with a name costs its length; no true name is so long.
    private const int LongestName = 64;

    /// <summary>"there is no filter 'x'; did you mean 'y'? known: …"</summary>
    public static string Of(string what, string name, IEnumerable<string> known) =>
        name.Length > LongestName ? what : $"{what}; {DidYouMean.Hint(name, known)}";
}
