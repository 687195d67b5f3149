using System.Collections.Immutable;
using System.Text.Json;
using Assay.Judging;
using Assay.Models;
using Assay.Scoring.Extraction;

namespace Assay.Runs;

/// <summary>
/// Everything that says what an evaluation does: the counterpart of <c>run_task(task_cfg)</c>'s dictionary. Immutable; holds no
/// secret (API keys come from <c>EvaluationOptions</c> or the environment).
/// </summary>
public sealed record EvalPlan
{
    /// <summary>
    /// The models: a server's model name (with <see cref="ApiUrl"/>), or <c>scheme:rest</c> (<c>replay:</c>, <c>baseline:</c>, <c>ollama:</c>).
    /// </summary>
    public required ImmutableArray<string> Models { get; init; }

    /// <summary>The benchmarks.</summary>
    public required ImmutableArray<string> Datasets { get; init; }

    /// <summary>Chat template by name; null for the model's own.</summary>
    public string? TemplateType { get; init; }

    /// <summary>Arguments of the backend: revision, precision, device_map, …</summary>
    public ImmutableSortedDictionary<string, JsonElement> ModelArgs { get; init; } = Empty;

    /// <summary>How answers are sampled.</summary>
    public GenerationOptions Generation { get; init; } = new();

    /// <summary>Arguments by benchmark.</summary>
    public ImmutableSortedDictionary<string, JsonElement> DatasetArgs { get; init; } = Empty;

    /// <summary><c>ModelScope</c>, <c>HuggingFace</c> or <c>Local</c>.</summary>
    public string DatasetHub { get; init; } = "ModelScope";

    /// <summary>Folder or zip archive of local data; null for the bundled sets and the caches.</summary>
    public string? DatasetDir { get; init; }

    /// <summary>Where models come from that are not here: <c>ModelScope</c>, <c>HuggingFace</c> or <c>Local</c>.</summary>
    public string ModelHub { get; init; } = "ModelScope";

    /// <summary>Whether nothing is downloaded from the hubs.</summary>
    public bool Offline { get; init; }

    /// <summary>Assemblies with benchmarks of the user's own; their code runs.</summary>
    public ImmutableArray<string> Plugins { get; init; } = [];

    /// <summary>Samples per subset: a count, or a share when below 1; null for all.</summary>
    public double? Limit { get; init; }

    /// <summary>Samples are put in an order drawn by this seed before <see cref="Limit"/> is applied; null for file order.</summary>
    public int? Shuffle { get; init; }

    /// <summary>How often each sample is asked.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>How far extraction goes to find answers in texts.</summary>
    public Extractor Extractor { get; init; }

    /// <summary>Seed of everything random in the run: few-shot choice, baselines.</summary>
    public int Seed { get; init; } = 42;

    /// <summary><c>true</c> to reuse what an earlier identical run answered, or the run folder to go on from; null for the default.</summary>
    public string? UseCache { get; init; }

    /// <summary>Keep answers in memory instead of the answer cache on disk.</summary>
    public bool MemCache { get; init; }

    /// <summary>No answer cache at all.</summary>
    public bool NoCache { get; init; }

    /// <summary>A Jinja file with the chat template of local models; null for the model's own.</summary>
    public string? ChatTemplate { get; init; }

    /// <summary>Start a new run even if an unfinished one of the same plan exists.</summary>
    public bool NewRun { get; init; }

    /// <summary>Ask and score, only ask, only score, or only report.</summary>
    public Stage Stage { get; init; } = Stage.All;

    /// <summary>Where run folders go.</summary>
    public string Outputs { get; init; } = "outputs";

    /// <summary>Root of caches; null for <c>ASSAY_HOME</c> or <c>~/.cache/assay</c>.</summary>
    public string? WorkDir { get; init; }

    /// <summary>Plan and show prompts; ask nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Log every request and answer.</summary>
    public bool Debug { get; init; }

    /// <summary>Backend by the names of the early and today's platform: <c>openai_api</c>, <c>llm_ckpt</c>, …</summary>
    public string? EvalType { get; init; }

    /// <summary>Base address of an OpenAI-compatible server (<c>http://host:port/v1</c>).</summary>
    public string? ApiUrl { get; init; }

    /// <summary>Requests at once; null to adapt to the server.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Ask the server to stream.</summary>
    public bool Stream { get; init; }

    /// <summary>The longest a whole answer may take; null for the default of ten minutes.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How often a request that failed in passing is asked again.</summary>
    public int MaxRetries { get; init; } = 5;

    /// <summary>The first wait before asking again; doubles each time, with jitter.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The share of failed samples above which there is no headline score.</summary>
    public double MaxFailed { get; init; } = 0.01;

    /// <summary>Who judges answers, when, and how.</summary>
    public JudgePlan Judge { get; init; } = new();

    /// <summary>What programs that models write run in: <c>auto</c>, <c>bubblewrap</c>, <c>container</c> or <c>none</c>.</summary>
    public string Sandbox { get; init; } = "auto";

    /// <summary>How many programs run at once; null for one for each processor.</summary>
    public int? SandboxParallel { get; init; }

    /// <summary>Whether the user agrees to run programs without a sandbox.</summary>
    public bool UnderstandsTheRisk { get; init; }

    /// <summary>A file of published scores that the leaderboard compares with; null for none.</summary>
    public string? Targets { get; init; }

    private static ImmutableSortedDictionary<string, JsonElement> Empty { get; } =
        ImmutableSortedDictionary.Create<string, JsonElement>(StringComparer.Ordinal);
}

/// <summary>Which part of an evaluation is run.</summary>
public enum Stage
{
    /// <summary>Ask, score, report.</summary>
    All,

    /// <summary>Only ask.</summary>
    Infer,

    /// <summary>Only score what was answered, and report.</summary>
    Review,

    /// <summary>Only report what was scored.</summary>
    Report,
}
