namespace Assay.Benchmarks;

/// <summary>The names of prompt-and-scorer conventions.</summary>
public static class Protocol
{
    /// <summary>The early platform's (modelscope/evalscope v0.2.5, folder <c>llmuses</c>), without its bugs.</summary>
    public const string Llmuses = "llmuses";

    /// <summary>The benchmark's authors' own.</summary>
    public const string Official = "official";

    /// <summary>EleutherAI/lm-evaluation-harness's.</summary>
    public const string LmEval = "lm-eval";
}
