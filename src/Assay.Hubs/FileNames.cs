using System.Buffers;
using System.Text;

namespace Assay.Hubs;

/// <summary>Which of a hub's names may become paths on this machine.</summary>
internal static class FileNames
{
    private const int LongestPath = 1_024;
    private const int LongestPart = 255;
    private const int MostParts = 32;

    // Devices of Windows, whatever follows the dot.
    private static readonly HashSet<string> Devices = new(
        ["CON", "PRN", "AUX", "NUL", .. Numbered("COM"), .. Numbered("LPT")],
        StringComparer.OrdinalIgnoreCase
    );

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("\\:*?\"<>|");

    /// <summary>Whether a path would lead out of the folder that it is put in, on any system.</summary>
    public static bool Leaves(string path) =>
        path.Length == 0
        || path.AsSpan().IndexOfAny('\\', '\0') >= 0
        || (path.Length > 1 && path[1] == ':')
        || path.Split('/').Any(part => part is "" or "." or "..");

    /// <summary>Whether a path that stays inside can be written on every system.</summary>
    public static bool CanBeWritten(string path) =>
        path.Length <= LongestPath && path.Split('/') is { Length: <= MostParts } parts && parts.All(CanBePart);

    private static bool CanBePart(string part) =>
        Encoding.UTF8.GetByteCount(part) <= LongestPart
        && !part.AsSpan().ContainsAny(Forbidden)
        && !part.Any(char.IsControl)
        && part[^1] is not ('.' or ' ')
        && !Devices.Contains(part.Split('.')[0]);

    private static IEnumerable<string> Numbered(string device) => Enumerable.Range(1, 9).Select(i => $"{device}{i}");
}
