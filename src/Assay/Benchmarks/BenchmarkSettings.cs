using System.Collections.Immutable;
using System.Text.Json;
using Assay.Scoring.Extraction;

namespace Assay.Benchmarks;

/// <summary>How a benchmark is run: its defaults, changed by <c>--dataset-args</c>.</summary>
public sealed record BenchmarkSettings
{
    /// <summary>Prompt-and-scorer convention: <c>llmuses</c>, <c>official</c>, <c>lm-eval</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>Generation or log-likelihood.</summary>
    public required EvalMode Mode { get; init; }

    /// <summary>Number of examples before the question.</summary>
    public required int FewShot { get; init; }

    /// <summary>Examples drawn at random (by the run's seed, once per subset) instead of the first ones.</summary>
    public bool FewShotRandom { get; init; }

    /// <summary>Whether the model is asked to reason first. False where the benchmark has no such choice.</summary>
    public bool ChainOfThought { get; init; }

    /// <summary>The split whose samples are asked; null for the benchmark's own.</summary>
    public string? Split { get; init; }

    /// <summary>The subsets to run, in the benchmark's order; empty for all that a user's data have.</summary>
    public required ImmutableArray<SubsetInfo> Subsets { get; init; }

    /// <summary>
    /// Replaces the prompt's frame. With <c>{query}</c> (the whole prompt as it would be) or <c>{question}</c> (the bare question)
    /// it is a template; without, it is put before the prompt, as in the early platform.
    /// </summary>
    public string? PromptTemplate { get; init; }

    /// <summary>A system message.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>How often each sample is asked.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>Samples per subset: a count, or a share when below 1; null for all.</summary>
    public double? Limit { get; init; }

    /// <summary>How far extraction goes to find an answer in a text.</summary>
    public Extractor Extractor { get; init; }

    /// <summary>A folder of this benchmark's own; where users bring the data, also a file.</summary>
    public string? LocalPath { get; init; }

    /// <summary>The benchmark's own keys.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Own { get; init; } =
        ImmutableSortedDictionary.Create<string, JsonElement>(StringComparer.Ordinal);
}
