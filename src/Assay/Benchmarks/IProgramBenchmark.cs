using Assay.Scoring;
using Assay.Scoring.Code;

namespace Assay.Benchmarks;

/// <summary>A benchmark whose answers are programs: what is scored is what they do.</summary>
public interface IProgramBenchmark
{
    /// <summary>What this machine lacks to run the programs of a subset, in a line with the remedy; null where it lacks nothing.</summary>
    ValueTask<string?> LacksAsync(string subset, ICodeJudge judge, CancellationToken cancellationToken = default);

    /// <summary>Runs the program in an answer.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    ValueTask<Score> ScoreAsync(
        Sample sample,
        string text,
        BenchmarkSettings settings,
        ICodeJudge judge,
        CancellationToken cancellationToken = default
    );
}
