using System.Collections.Immutable;

namespace Assay.Sandbox;

/// <summary>A program to run without trust.</summary>
/// <param name="Arguments">The program's name or path as seen inside, then its arguments.</param>
public sealed record SandboxCommand(params ImmutableArray<string> Arguments)
{
    /// <summary>Files of the work folder, which is the current folder; they can be read, and written over only in copies.</summary>
    public ImmutableArray<SandboxFile> Files { get; init; } = [];

    /// <summary>Folders of the host that can be read inside, at the same paths.</summary>
    public ImmutableArray<string> Shared { get; init; } = [];

    /// <summary>The environment, beside <c>PATH</c>, <c>HOME</c> and <c>LANG</c>; nothing of the host's is passed on.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>What the program finds at its standard input.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }
}

/// <summary>A file for the work folder.</summary>
/// <param name="Path">Relative path, with <c>/</c>; never upward.</param>
/// <param name="Content">What is in it.</param>
public sealed record SandboxFile(string Path, ReadOnlyMemory<byte> Content)
{
    /// <summary>Whether it can be run.</summary>
    public bool IsProgram { get; init; }

    /// <summary>A text as UTF-8.</summary>
    public static SandboxFile Text(string path, string text) => new(path, System.Text.Encoding.UTF8.GetBytes(text));
}
