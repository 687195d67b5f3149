using System.Collections.Immutable;
using Assay.Models;
using Assay.Reports;
using Assay.Runs;

namespace Assay;

/// <summary>Runs evaluations: the counterpart of <c>run_task(task_cfg)</c>. No console involved.</summary>
public static class Evaluation { }

/// <summary>What an evaluation needs beside its plan and what must never be written down with it.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Key of the model server; null for <c>ASSAY_API_KEY</c> or <c>OPENAI_API_KEY</c>.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Watches the run; null for nobody.</summary>
    public IRunObserver? Observer { get; init; }

    /// <summary>Models of the caller's own, evaluated beside those that the plan names.</summary>
    public ImmutableArray<IModel> Models { get; init; } = [];

    /// <summary>When cancelled, nothing new is asked; what is in flight is finished and written.</summary>
    public CancellationToken Drain { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>How an evaluation ended.</summary>
/// <param name="Report">What is known so far; complete unless interrupted.</param>
/// <param name="Status">How it ended.</param>
public sealed record EvalOutcome(EvalReport Report, RunStatus Status);

/// <summary>How a run ended.</summary>
public enum RunStatus
{
    /// <summary>Every sample was asked and few enough failed.</summary>
    Completed,

    /// <summary>Stopped on request; the same plan goes on from there.</summary>
    Interrupted,

    /// <summary>More samples failed than the plan allows, so there is no headline score.</summary>
    TooManyFailed,
}

/// <summary>What a run would do, without asking anything.</summary>
/// <param name="Subsets">One entry for each model, data set and subset.</param>
public sealed record EvalPreview(ImmutableArray<SubsetPreview> Subsets);

/// <summary>What a run would ask of one subset.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Dataset">The data set's name.</param>
/// <param name="Subset">The subset's name.</param>
/// <param name="Protocol">The convention.</param>
/// <param name="Mode">Generation or likelihood.</param>
/// <param name="FewShot">Number of examples.</param>
/// <param name="Requests">How many requests would be sent.</param>
/// <param name="InputTokens">Estimated input tokens, at four characters (Latin) or one (CJK) a token.</param>
/// <param name="FirstPrompt">The first prompt in full.</param>
/// <param name="FirstGold">The first sample's reference answer.</param>
public sealed record SubsetPreview(
    string Model,
    string Dataset,
    string Subset,
    string Protocol,
    Benchmarks.EvalMode Mode,
    int FewShot,
    long Requests,
    long InputTokens,
    string FirstPrompt,
    string FirstGold
);
