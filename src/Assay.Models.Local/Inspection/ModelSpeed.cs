using Assay.Models.Local.Weights;

namespace Assay.Models.Local.Inspection;

/// <summary>How fast a model runs on this machine.</summary>
public sealed record ModelSpeed
{
    /// <summary>The precision of matrix products' weights.</summary>
    public required Precision Precision { get; init; }

    /// <summary>Threads of a matrix product.</summary>
    public required int Threads { get; init; }

    /// <summary>From the call to a model that is ready, tokenizer and template included.</summary>
    public required TimeSpan Load { get; init; }

    /// <summary>Tokens of the prompt that is read.</summary>
    public required int PromptTokens { get; init; }

    /// <summary>Tokens of the prompt read in a second, nothing of it known before.</summary>
    public required double Prefill { get; init; }

    /// <summary>Tokens generated in a second, by the number of sequences that are generated at once; all sequences together.</summary>
    public required IReadOnlyList<(int Sequences, double TokensPerSecond)> Decode { get; init; }

    /// <summary>The most memory that the process held, mapped weights included; 0 where the system does not say.</summary>
    public required long PeakBytes { get; init; }
}
