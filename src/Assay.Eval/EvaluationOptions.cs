using System.Collections.Immutable;
using Assay.Hubs;
using Assay.Models;
using Assay.Runs;
using Assay.Scoring.Code;

namespace Assay;

/// <summary>What an evaluation needs beside its plan and what must never be written down with it.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Key of the model server; null for <c>ASSAY_API_KEY</c> or <c>OPENAI_API_KEY</c>.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Watches the run; null for nobody.</summary>
    public IRunObserver? Observer { get; init; }

    /// <summary>Models of the caller's own, evaluated beside those that the plan names. Disposing them stays with the caller.</summary>
    public ImmutableArray<IModel> Models { get; init; } = [];

    /// <summary>Judges of the caller's own, beside those that the plan names. Disposing them stays with the caller.</summary>
    public ImmutableArray<IModel> Judges { get; init; } = [];

    /// <summary>When cancelled, nothing new is asked; what is in flight is finished and written.</summary>
    public CancellationToken Drain { get; init; }

    /// <summary>Told what is downloaded, from any thread; null for nobody.</summary>
    public Action<DownloadEvent>? Downloads { get; init; }

    /// <summary>How the hubs are reached; null for what the environment says.</summary>
    public HubSettings? Hubs { get; init; }

    /// <summary>Runs answers that are programs; null for the sandbox that the plan names. It is disposed of after the run.</summary>
    public ICodeJudge? Programs { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Shows no key.</summary>
    public override string ToString() => nameof(EvaluationOptions);
}
