using System.Collections.Immutable;
using OllamaSharp.Models;

namespace Assay.Models.Chat;

/// <summary>What Ollama can be told beside the options that every chat has.</summary>
internal static class OllamaOptions
{
    /// <summary>Names by which <c>--generation-config</c> may give them.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        OllamaOption.MinP.Name,
        OllamaOption.MiroStat.Name,
        OllamaOption.MiroStatEta.Name,
        OllamaOption.MiroStatTau.Name,
        OllamaOption.NumBatch.Name,
        OllamaOption.NumCtx.Name,
        OllamaOption.NumGpu.Name,
        OllamaOption.NumKeep.Name,
        OllamaOption.NumThread.Name,
        OllamaOption.RepeatLastN.Name,
        OllamaOption.RepeatPenalty.Name,
        OllamaOption.TfsZ.Name,
        OllamaOption.Think.Name,
        OllamaOption.TypicalP.Name,
    ];
}
