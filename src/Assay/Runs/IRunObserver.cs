using Assay.Models;
using Assay.Runs.Log;
using Assay.Scoring;
using Assay.Statistics;

namespace Assay.Runs;

/// <summary>Watches a run. Called from several threads; must return at once.</summary>
public interface IRunObserver
{
    /// <summary>Something happened.</summary>
    void On(RunEvent happening);
}

/// <summary>Something that happened in a run.</summary>
public abstract record RunEvent
{
    private protected RunEvent() { }
}

/// <summary>The run folder is open.</summary>
/// <param name="Folder">The run folder.</param>
/// <param name="Resumed">Whether an earlier start of the same run left it.</param>
public sealed record RunOpened(string Folder, bool Resumed) : RunEvent;

/// <summary>A model begins a data set.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Dataset">The data set's name.</param>
/// <param name="Expected">Answers expected (samples × repeats); null when the size is not known beforehand.</param>
public sealed record DatasetStarted(string Model, string Dataset, int? Expected) : RunEvent;

/// <summary>A sample is done.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Dataset">The data set's name.</param>
/// <param name="Subset">The subset's name.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Usage">Tokens spent.</param>
/// <param name="Source">Where the answer came from.</param>
/// <param name="Running">The primary metric so far; computed when asked for.</param>
public sealed record SampleDone(
    string Model,
    string Dataset,
    string Subset,
    ScoreStatus Status,
    TokenUsage Usage,
    AnswerSource Source,
    Func<Estimate?> Running
) : RunEvent
{
    /// <summary>Why there is no answer; null where there is one.</summary>
    public string? Error { get; init; }
}

/// <summary>A data set is done.</summary>
public sealed record DatasetDone(string Model, string Dataset) : RunEvent;

/// <summary>A request is asked again.</summary>
public sealed record Retrying(string Model, string Reason, TimeSpan Delay) : RunEvent;

/// <summary>A sample's request and answer in full; only with <c>--debug</c>.</summary>
public sealed record Exchanged(string Model, Exchange Exchange) : RunEvent;

/// <summary>Something the user should know.</summary>
public sealed record Warned(string Message) : RunEvent;

/// <summary>Where an answer came from.</summary>
public enum AnswerSource
{
    /// <summary>The model was asked.</summary>
    Model,

    /// <summary>An earlier start of this run.</summary>
    RunLog,

    /// <summary>The answer cache, filled by another run.</summary>
    Cache,
}
