using System.Collections.Immutable;
using System.Formats.Tar;
using Assay.Sandbox;

namespace Assay.Code;

/// <summary>What builds have in common.</summary>
internal static class Builds
{
    /// <summary>What a compiler may use: enough for any page of code, and a bound for code that is written to make it work for ever.</summary>
    public static SandboxLimits Limits { get; } =
        new()
        {
            Time = TimeSpan.FromSeconds(120),
            ProcessorTime = TimeSpan.FromSeconds(30),
            Memory = 2L << 30,
            Processes = 128,
            Scratch = 256L << 20,
            OpenFiles = 1024,
            Output = 128 << 20,
        };

    /// <summary>The files of an archive that a build printed.</summary>
    /// <exception cref="SandboxException">It is no archive.</exception>
    public static async Task<ImmutableArray<SandboxFile>> UnpackAsync(
        ReadOnlyMemory<byte> archive,
        CancellationToken cancellationToken
    )
    {
        var files = ImmutableArray.CreateBuilder<SandboxFile>();
        try
        {
            using var tar = new TarReader(new MemoryStream(archive.ToArray()));
            while (await tar.GetNextEntryAsync(cancellationToken: cancellationToken).ConfigureAwait(false) is { } entry)
            {
                if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
                {
                    continue;
                }
                using var content = new MemoryStream();
                if (entry.DataStream is { } data)
                {
                    await data.CopyToAsync(content, cancellationToken).ConfigureAwait(false);
                }
                files.Add(
                    new SandboxFile(entry.Name, content.ToArray())
                    {
                        IsProgram = entry.Mode.HasFlag(UnixFileMode.UserExecute),
                    }
                );
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new SandboxException($"a build printed no archive ({e.Message})", inner: e);
        }
        return files.DrainToImmutable();
    }
}
