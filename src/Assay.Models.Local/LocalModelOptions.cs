using Assay.ChatTemplates;
using Assay.Models.Local.Weights;

namespace Assay.Models.Local;

/// <summary>Which model is run, and how.</summary>
/// <param name="Name">The name that reports show.</param>
/// <param name="Path">A model folder, or a llama2.c file.</param>
public sealed record LocalModelOptions(string Name, string Path)
{
    /// <summary>The precision of matrix products' weights.</summary>
    public Precision Precision { get; init; } = Precision.Float32;

    /// <summary>Threads of a matrix product; 0 for one on each core.</summary>
    public int Threads { get; init; }

    /// <summary>How many sequences are generated at once, at least 1.</summary>
    public int Sequences { get; init; } = 8;

    /// <summary>The most tokens of a sequence; null for what the model's settings say.</summary>
    public int? Context { get; init; }

    /// <summary>
    /// The chat template; null for the folder's own, else one guessed by the name, else none: messages are then joined as they are.
    /// </summary>
    public ChatTemplate? Template { get; init; }

    /// <summary>Mixed into the seed of requests that have none.</summary>
    public long Seed { get; init; }

    /// <summary>The folder's revision, as reports show it.</summary>
    public string? Revision { get; init; }
}
