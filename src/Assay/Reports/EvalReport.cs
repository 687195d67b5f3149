using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Models;
using Assay.Statistics;

namespace Assay.Reports;

/// <summary>The outcome of an evaluation: one entry for each model, data set and metric.</summary>
/// <param name="Run">The run folder.</param>
/// <param name="Results">Entries in the order of the plan, each data set's primary metric first.</param>
public sealed record EvalReport(string Run, ImmutableArray<MetricReport> Results)
{
    /// <summary>What judges did; empty where nothing was judged.</summary>
    public ImmutableArray<JudgingReport> Judging { get; init; } = [];
}

/// <summary>One metric of one model on one data set.</summary>
public sealed record MetricReport
{
    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The model's revision, where the user or the backend named one.</summary>
    public string? Revision { get; init; }

    /// <summary>The precision of the model's weights, where known: <c>float16</c>, <c>int8</c>.</summary>
    public string? Precision { get; init; }

    /// <summary>The benchmark's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>The benchmark's name for tables.</summary>
    public required string Title { get; init; }

    /// <summary>The benchmark's version.</summary>
    public required int Version { get; init; }

    /// <summary>The convention used.</summary>
    public required string Protocol { get; init; }

    /// <summary>How samples were asked.</summary>
    public required EvalMode Mode { get; init; }

    /// <summary>Number of few-shot examples.</summary>
    public required int FewShot { get; init; }

    /// <summary>The metric's name.</summary>
    public required string Metric { get; init; }

    /// <summary>Whether this is the data set's headline metric.</summary>
    public required bool Primary { get; init; }

    /// <summary>What <see cref="Score"/> is the mean of.</summary>
    public Headline Headline { get; init; }

    /// <summary>
    /// The headline: the mean over all scored samples (so subsets weigh by their size), or as <see cref="Headline"/> says; null when
    /// too many samples failed for an honest one.
    /// </summary>
    public required Estimate? Score { get; init; }

    /// <summary>Plain mean over the subsets; null like <see cref="Score"/>, or with a single subset.</summary>
    public required Estimate? SubsetMean { get; init; }

    /// <summary>
    /// What choosing at random would score: the mean of 1 / number of choices. Null where the metric is not 0 or 1 for each sample,
    /// or a sample has no choices.
    /// </summary>
    public double? Chance { get; init; }

    /// <summary>Answers scored (samples × repeats) that the metric has a value for, unanswerable ones included.</summary>
    public required int N { get; init; }

    /// <summary>Answers in which no answer could be found; they count as wrong.</summary>
    public required int Unanswerable { get; init; }

    /// <summary>Those of the unanswerable in which the model declined to answer.</summary>
    public int Refused { get; init; }

    /// <summary>Those of the unanswerable that were cut off at the most tokens allowed.</summary>
    public int Truncated { get; init; }

    /// <summary>How far the score depends on the extractor; null where no answer is extracted from a text.</summary>
    public ExtractionReport? Extraction { get; init; }

    /// <summary>Samples without an answer; they count as nothing.</summary>
    public required int Failed { get; init; }

    /// <summary>
    /// Answers to samples whose reference the benchmark's authors keep to themselves; they count as nothing, and stand in
    /// <see cref="ReportFiles.SubmissionOf"/>.
    /// </summary>
    public int Unscored { get; init; }

    /// <summary>Requests that were too long for the model's context and were cut.</summary>
    public int Cut { get; init; }

    /// <summary>Tokens of the answers that the report is made of.</summary>
    public required TokenUsage Usage { get; init; }

    /// <summary>By subset, in the benchmark's order.</summary>
    public required ImmutableArray<SliceReport> Subsets { get; init; }

    /// <summary>By category, in the benchmark's order; empty where there are none.</summary>
    public required ImmutableArray<SliceReport> Categories { get; init; }
}

/// <summary>The same answers under both extractors, whichever the run used.</summary>
/// <param name="Strict">The mean with the rules that ask for a stated answer.</param>
/// <param name="Lenient">The mean with all rules.</param>
/// <param name="Loose">Answers that only a loose rule found.</param>
/// <param name="Differ">Those of them whose value is not the same under both.</param>
public sealed record ExtractionReport(double Strict, double Lenient, int Loose, int Differ);

/// <summary>A part of a data set: a subset or a category.</summary>
/// <param name="Name">The subset's or category's name.</param>
/// <param name="Category">The category that a subset counts toward.</param>
/// <param name="Score">The mean over its scored samples; null when too many failed.</param>
/// <param name="N">Samples scored.</param>
/// <param name="Unanswerable">Answers in which no answer could be found.</param>
/// <param name="Failed">Samples without an answer.</param>
public sealed record SliceReport(string Name, string? Category, Estimate? Score, int N, int Unanswerable, int Failed);
