using System.Collections.Immutable;

namespace Assay.Scoring.Code;

/// <summary>A whole program that a model wrote, to be built and run as a user's benchmark says.</summary>
public sealed record ProgramTask
{
    /// <summary>
    /// What stands in a file for a word that is new in each run. Where a file has it, a program without an expected output passes only if
    /// that word is the last line of what was printed, so that ending early with exit code 0 is no pass.
    /// </summary>
    public const string Nonce = "@assay-nonce@";

    /// <summary>The files of the work folder, by their paths.</summary>
    public required ImmutableSortedDictionary<string, string> Files { get; init; }

    /// <summary>The shell command that builds the program, once; null for none.</summary>
    public string? Build { get; init; }

    /// <summary>The shell command that runs it, once for each case.</summary>
    public required string Run { get; init; }

    /// <summary>What it is given, and what it must print; one at least.</summary>
    public required ImmutableArray<ProgramCase> Cases { get; init; }

    /// <summary>Whether outputs must be equal character by character, but for line breaks at the end; else word by word.</summary>
    public bool Exact { get; init; }

    /// <summary>The most processor time of each case; the clock may show twice as much.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>The most memory, in bytes.</summary>
    public long Memory { get; init; } = 1L << 30;
}

/// <summary>One run of a program.</summary>
/// <param name="Input">Its standard input.</param>
/// <param name="Output">What it must print; null where its exit code says whether it passed.</param>
public sealed record ProgramCase(string Input, string? Output);
