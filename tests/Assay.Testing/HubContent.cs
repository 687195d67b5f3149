using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Assay.Testing;

#pragma warning disable CA5350 // Git names its objects by SHA-1.

/// <summary>A repository of a <see cref="LoopbackHub"/>.</summary>
internal sealed record HubContent(ImmutableArray<HubContentFile> Files)
{
    /// <summary>Its commit: another content has another.</summary>
    public string Commit { get; } =
        Convert.ToHexStringLower(
            SHA1.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Files.Select(file => $"{file.Path} {file.Sha256}"))))
        );
}

/// <summary>A file of a repository.</summary>
internal sealed record HubContentFile(string Path, byte[] Bytes)
{
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Bytes));

    public string GitBlob { get; } =
        Convert.ToHexStringLower(SHA1.HashData([.. Encoding.ASCII.GetBytes($"blob {Bytes.Length}\0"), .. Bytes]));

    public string ETag => $"\"{Sha256}\"";
}
