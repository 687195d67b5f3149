using System.Collections.Immutable;
using Assay.Repositories;

namespace Assay.Benchmarks;

/// <summary>A benchmark's datasheet.</summary>
public sealed record BenchmarkInfo
{
    /// <summary>The name that <c>--datasets</c> takes.</summary>
    public required string Name { get; init; }

    /// <summary>Other names that mean the same.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>The name that tables show.</summary>
    public required string Title { get; init; }

    /// <summary>What it measures, in a sentence or two.</summary>
    public required string Summary { get; init; }

    /// <summary>Changes whenever a score can change.</summary>
    public required int Version { get; init; }

    /// <summary>The data's licence.</summary>
    public required string Licence { get; init; }

    /// <summary>Who to cite: authors, title, year, link.</summary>
    public required string Citation { get; init; }

    /// <summary>Repository on ModelScope.</summary>
    public string? ModelScopeId { get; init; }

    /// <summary>Repository on HuggingFace.</summary>
    public string? HuggingFaceId { get; init; }

    /// <summary>The folder that holds its files below <c>--dataset-dir</c>; other names a user's folder may have follow.</summary>
    public required ImmutableArray<string> Folders { get; init; }

    /// <summary>The subsets, in the order of the reports.</summary>
    public required ImmutableArray<SubsetInfo> Subsets { get; init; }

    /// <summary>The samples' own categories in the order of the reports; others follow as they come.</summary>
    public ImmutableArray<string> Categories { get; init; } = [];

    /// <summary>
    /// Rows of the subsets that are asked unless the user says otherwise, as published; null when those of one are unknown.
    /// </summary>
    public int? Rows =>
        Subsets.Where(subset => subset.FitsIn(Modes[0])).ToList() is var asked
        && asked.TrueForAll(subset => subset.Rows is not null)
            ? asked.Sum(subset => subset.Rows)
            : null;

    /// <summary>The split whose samples are asked.</summary>
    public required string EvaluationSplit { get; init; }

    /// <summary>Other splits that <c>eval_split</c> can name, each with its subsets and their published row counts.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<SubsetInfo>> OtherSplits { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableArray<SubsetInfo>>(StringComparer.Ordinal);

    /// <summary>Names that stand for several subsets in <c>subset_list</c>, each with these subsets.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> SubsetGroups { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal);

    /// <summary>
    /// Whether users bring the data: <c>local_path</c> may be a file, subsets and splits have any names, and all rows are read before
    /// anything is asked, because such files have mistakes.
    /// </summary>
    public bool UsersData { get; init; }

    /// <summary>The split that few-shot examples come from; null when the benchmark has none.</summary>
    public string? FewShotSplit { get; init; }

    /// <summary>How many examples precede the question unless <c>few_shot_num</c> says otherwise.</summary>
    public required int FewShot { get; init; }

    /// <summary>Whether examples are drawn at random unless <c>few_shot_random</c> says otherwise.</summary>
    public bool FewShotRandom { get; init; }

    /// <summary>The most examples there can be; null when the few-shot split is the only limit.</summary>
    public int? MaxFewShot { get; init; }

    /// <summary>Ways to ask; the first is the default.</summary>
    public required ImmutableArray<EvalMode> Modes { get; init; }

    /// <summary>Prompt-and-scorer conventions; the first is the default.</summary>
    public required ImmutableArray<string> Protocols { get; init; }

    /// <summary>Defaults that differ by protocol.</summary>
    public ImmutableSortedDictionary<string, ProtocolDefaults> ProtocolDefaults { get; init; } =
        ImmutableSortedDictionary.Create<string, ProtocolDefaults>(StringComparer.Ordinal);

    /// <summary>Whether chain of thought is asked for by default; null when the benchmark has no such choice.</summary>
    public bool? ChainOfThought { get; init; }

    /// <summary>The layouts of its files, most specific first.</summary>
    public required ImmutableArray<DataLayout> Layouts { get; init; }

    /// <summary>A text file per subset that belongs to its prompt (<c>cot-prompts/{subset}.txt</c>).</summary>
    public string? PromptFile { get; init; }

    /// <summary>What the headline score is the mean of.</summary>
    public Headline Headline { get; init; }

    /// <summary>Keys of <c>--dataset-args</c> beside the common ones, each with what it does.</summary>
    public ImmutableSortedDictionary<string, string> OwnKeys { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>What was compared with others' verdicts, and how it came out.</summary>
    public string? Checked { get; init; }

    /// <summary>What judges are to look for; null for agreement with the reference.</summary>
    public string? Rubric { get; init; }

    /// <summary>Whether no rule can score its answers, so that a judge must.</summary>
    public bool NeedsJudge { get; init; }

    /// <summary>What earlier implementations get wrong, and what Assay does about it.</summary>
    public ImmutableArray<string> Traps { get; init; } = [];

    /// <summary>Its repository at a hub; null where there is none.</summary>
    public string? IdAt(Hub? hub) =>
        hub switch
        {
            Hub.ModelScope => ModelScopeId,
            Hub.HuggingFace => HuggingFaceId,
            _ => null,
        };
}

/// <summary>What weighs the same in a headline score.</summary>
public enum Headline
{
    /// <summary>Each sample, so subsets weigh by their size.</summary>
    Samples,

    /// <summary>Each subset.</summary>
    Subsets,

    /// <summary>Each category.</summary>
    Categories,
}

/// <summary>What a protocol presets otherwise than the benchmark.</summary>
/// <param name="FewShot">Number of examples; null for <see cref="BenchmarkInfo.FewShot"/>.</param>
/// <param name="Mode">How to ask; null for the first of <see cref="BenchmarkInfo.Modes"/>.</param>
public sealed record ProtocolDefaults(int? FewShot = null, EvalMode? Mode = null)
{
    /// <summary>The subsets of a protocol that takes others, or counts samples otherwise; null for the benchmark's.</summary>
    public ImmutableArray<SubsetInfo>? Subsets { get; init; }
}

/// <summary>A subset of a benchmark.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">Rows of the evaluation split as published; null when unknown.</param>
/// <param name="Category">The category of reports that it counts toward.</param>
public sealed record SubsetInfo(string Name, int? Rows = null, string? Category = null)
{
    /// <summary>The only mode in which it can be asked; null where all of the benchmark's can be.</summary>
    public EvalMode? OnlyMode { get; init; }

    /// <summary>Whether it can be asked in a mode.</summary>
    public bool FitsIn(EvalMode mode) => OnlyMode is null || OnlyMode == mode;

    /// <summary>What it is called where that is not its <see cref="Name"/>: 计算机网络 of <c>computer_network</c>.</summary>
    public string? Title { get; init; }

    /// <summary>A category that it counts toward beside its own, across the others: the hard subjects.</summary>
    public string? AlsoIn { get; init; }
}

/// <summary>How a sample is asked.</summary>
public enum EvalMode
{
    /// <summary>The model writes; the answer is extracted from the text.</summary>
    Generate,

    /// <summary>The model scores the given continuations; the most probable one is its answer.</summary>
    Likelihood,
}
