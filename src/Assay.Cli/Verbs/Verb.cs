using System.Collections.Immutable;
using System.CommandLine;

namespace Assay.Cli.Verbs;

/// <summary>A verb with what its help says beyond its flags.</summary>
/// <param name="name">What the user types.</param>
/// <param name="description">What it does, in a line.</param>
internal sealed class Verb(string name, string description) : Command(name, description)
{
    /// <summary>Command lines that work.</summary>
    public ImmutableArray<Example> Examples { get; init; } = [];

    /// <summary>The headings that its flags stand under in help.</summary>
    public Func<Option, string> GroupOf { get; init; } = _ => "flags";
}

/// <summary>A command line that works.</summary>
/// <param name="Line">The command line.</param>
/// <param name="What">What it does.</param>
internal sealed record Example(string Line, string What);
