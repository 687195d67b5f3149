using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Assay.Hubs;

/// <summary>What the bytes of a file must hash to.</summary>
/// <param name="Kind">How.</param>
/// <param name="Hex">The hash, in small letters.</param>
public sealed record FileDigest(DigestKind Kind, string Hex)
{
    /// <summary>The name of the hash.</summary>
    public string Name => Kind is DigestKind.Sha256 ? "SHA-256" : "git's SHA-1";

    /// <summary>A digest as a hub writes it; null where it is none.</summary>
    public static FileDigest? Parse(DigestKind kind, string? text)
    {
        var hex = text?.Trim().ToLowerInvariant();
        var length = kind is DigestKind.Sha256 ? SHA256.HashSizeInBytes : SHA1.HashSizeInBytes;
        return hex is not null && hex.Length == 2 * length && hex.All(char.IsAsciiHexDigitLower)
            ? new FileDigest(kind, hex)
            : null;
    }

    /// <summary>Begins to hash a file.</summary>
    /// <param name="size">Its size, which git hashes first.</param>
    internal IncrementalHash Begin(long size)
    {
        if (Kind is DigestKind.Sha256)
        {
            return IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        }
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {size}\0")));
        return hash;
    }

    /// <summary>Whether the bytes that were hashed are the right ones.</summary>
    internal bool Fits(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset()) == Hex;
}

/// <summary>How the bytes of a file are hashed.</summary>
public enum DigestKind
{
    /// <summary>SHA-256 of the bytes: both hubs, for large files.</summary>
    Sha256,

    /// <summary>git's name of a blob, SHA-1 of <c>blob SIZE\0</c> and the bytes: HuggingFace's small files.</summary>
    GitBlob,
}
