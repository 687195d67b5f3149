using System.Collections.Immutable;
using Assay.Models;

namespace Assay.Judging;

/// <summary>Who judges answers, when, and how. Part of a plan; holds no secret.</summary>
public sealed record JudgePlan
{
    /// <summary>The judges: names as <c>--model</c> takes them. Empty for none.</summary>
    public ImmutableArray<string> Models { get; init; } = [];

    /// <summary>Address of the judges' server; null for the models' own.</summary>
    public string? ApiUrl { get; init; }

    /// <summary>Which answers are judged.</summary>
    public JudgeStrategy Strategy { get; init; }

    /// <summary>What judges are told to look for; null for the benchmark's own, or agreement with the reference.</summary>
    public string? Rubric { get; init; }

    /// <summary>What a verdict is.</summary>
    public JudgeScale Scale { get; init; }

    /// <summary>How several judges become one value.</summary>
    public JudgeVote Vote { get; init; }

    /// <summary>How judges are sampled; null for <see cref="DefaultGeneration"/>.</summary>
    public GenerationOptions? Generation { get; init; }

    /// <summary>Greedy, with room to think before the verdict.</summary>
    public static GenerationOptions DefaultGeneration { get; } = new() { MaxTokens = 1024 };

    /// <summary>Requests at once to each judge; null to adapt to the server.</summary>
    public int? BatchSize { get; init; }

    /// <summary>A file of people's verdicts to compare with; null for none.</summary>
    public string? Labels { get; init; }
}

/// <summary>Which answers are judged.</summary>
public enum JudgeStrategy
{
    /// <summary>Those of benchmarks that cannot do without.</summary>
    Auto,

    /// <summary>None.</summary>
    Rule,

    /// <summary>All.</summary>
    Llm,

    /// <summary>Those that the rules did not find right.</summary>
    LlmRecall,
}

/// <summary>What a verdict is.</summary>
public enum JudgeScale
{
    /// <summary>Correct (1) or incorrect (0).</summary>
    Binary,

    /// <summary>A number from 1 to 10.</summary>
    Score,
}

/// <summary>How several judges become one value.</summary>
public enum JudgeVote
{
    /// <summary>What more than half of the verdicts say; a tie is a half. Of scores, the median.</summary>
    Majority,

    /// <summary>Their mean.</summary>
    Mean,
}
