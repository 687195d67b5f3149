using Assay.Reports;

namespace Assay;

/// <summary>How an evaluation ended.</summary>
/// <param name="Report">What is known so far; complete unless interrupted.</param>
/// <param name="Status">How it ended.</param>
public sealed record EvalOutcome(EvalReport Report, RunStatus Status)
{
    /// <summary>Wall time of this start of the run.</summary>
    public TimeSpan Elapsed { get; init; }
}

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
