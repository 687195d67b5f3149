using System.Collections.Immutable;
using System.CommandLine;

namespace Assay.Cli.Verbs;

/// <summary>A verb with what its help says beyond its flags.</summary>
/// <param name="name">What the user types.</param>
/// <param name="description">What it does, in a line.</param>
internal sealed class Verb(string name, string description) : Command(name, description)
{
    /// <summary>Command lines that work, each with what it does.</summary>
    public ImmutableArray<(string Command, string What)> Examples { get; init; } = [];
}
