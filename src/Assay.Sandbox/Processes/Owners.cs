using System.Globalization;

namespace Assay.Sandbox.Processes;

/// <summary>Names that begin with a process's number tell whose they are.</summary>
internal static class Owners
{
    /// <summary>Whether the process that a name (<c>123-…</c>) begins with has ended.</summary>
    public static bool IsGone(string name) =>
        int.TryParse(name.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var owner)
        && !Directory.Exists($"/proc/{owner}");
}
