using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Assay.Runs;

/// <summary>
/// File names for models and data sets, whose own names may hold anything: slashes, dots, line breaks, a thousand characters.
/// </summary>
public static class SafeFileName
{
    private const int Longest = 80;

    private static readonly SearchValues<char> Safe = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.+="
    );

    /// <summary>
    /// The name itself where it is one file name on every system: letters, digits and <c>-_.+=</c> of ASCII, not beginning with
    /// <c>-</c> or a dot nor ending with one, at most 80 long, no device name of Windows. Else the same with <c>_</c> for
    /// everything unsafe, cut to length, then <c>~</c> and the first 10 hex digits of the SHA-256 of the name. Since <c>~</c> itself
    /// is unsafe, different names stay different.
    /// </summary>
    public static string Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return IsSafe(name) ? name : $"{Readable(name)}~{Hash(name)}";
    }

    private static bool IsSafe(string name) =>
        name.Length is > 0 and <= Longest
        && !name.AsSpan().ContainsAnyExcept(Safe)
        && name[0] is not ('-' or '.')
        && name[^1] != '.'
        && !IsDevice(name.Split('.')[0].ToUpperInvariant());

    private static bool IsDevice(string stem) =>
        stem is "CON" or "PRN" or "AUX" or "NUL"
        || (stem is ['C', 'O', 'M', _] or ['L', 'P', 'T', _] && char.IsAsciiDigit(stem[3]));

    private static string Readable(string name)
    {
        var start = name.AsSpan(0, Math.Min(name.Length, Longest - 11));
        var text = new string('_', start.Length).ToCharArray();
        for (var i = 0; i < text.Length; i++)
        {
            if (Safe.Contains(start[i]))
            {
                text[i] = start[i];
            }
        }
        return new string(text).Trim('.', '-', '_') is { Length: > 0 } readable ? readable : "_";
    }

    // Over UTF-16, because UTF-8 would make all broken surrogates the same.
    private static string Hash(string name) =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(name.AsSpan())))[..10];
}
