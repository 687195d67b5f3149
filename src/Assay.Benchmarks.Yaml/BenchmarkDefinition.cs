using System.Collections.Immutable;
using Assay.ChatTemplates;
using Assay.Scoring.Metrics;

namespace Assay.Benchmarks.Yaml;

/// <summary>How a question is answered.</summary>
internal enum AnswerKind
{
    /// <summary>By the letter of a choice.</summary>
    MultipleChoice,

    /// <summary>By a text.</summary>
    FreeAnswer,

    /// <summary>By a program.</summary>
    Code,
}

/// <summary>What the answer column of a multiple-choice question says.</summary>
internal enum AnswerForm
{
    /// <summary>A letter, else a choice's text, else its position from 0.</summary>
    Auto,

    /// <summary>A letter.</summary>
    Letter,

    /// <summary>A choice's text.</summary>
    Text,

    /// <summary>The position, counted from 0.</summary>
    Index,

    /// <summary>The position, counted from 1.</summary>
    Number,
}

/// <summary>Everything that a YAML file says beyond the datasheet.</summary>
internal sealed record BenchmarkDefinition
{
    /// <summary>The datasheet.</summary>
    public required BenchmarkInfo Info { get; init; }

    /// <summary>How questions are answered.</summary>
    public required AnswerKind Kind { get; init; }

    /// <summary>The columns.</summary>
    public required ColumnMap Columns { get; init; }

    /// <summary>What the answer column of multiple choice says.</summary>
    public required AnswerForm AnswerForm { get; init; }

    /// <summary>What stands between several values in one cell; null where a list is one.</summary>
    public string? Separator { get; init; }

    /// <summary>Whether likelihoods are those of the choices' texts instead of their letters.</summary>
    public required bool ContinuesWithText { get; init; }

    /// <summary>What precedes everything; null for nothing.</summary>
    public TextTemplate? Instruction { get; init; }

    /// <summary>A question up to where its answer follows.</summary>
    public required TextTemplate Prompt { get; init; }

    /// <summary>An example with its answer; null for the prompt with the answer behind.</summary>
    public TextTemplate? Example { get; init; }

    /// <summary>Examples written into the file.</summary>
    public ImmutableArray<Sample> Examples { get; init; } = [];

    /// <summary>A system message; null for none.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>Strings that end an answer.</summary>
    public required ImmutableArray<string> Stop { get; init; }

    /// <summary>How an answer is found in a text; the first rule that finds something counts.</summary>
    public required ImmutableArray<ExtractionRule> Extraction { get; init; }

    /// <summary>The metrics of free answers, the primary one first.</summary>
    public ImmutableArray<IAnswerMetric> Metrics { get; init; } = [];

    /// <summary>How programs are run; null where answers are none.</summary>
    public CodeDefinition? Code { get; init; }
}
