namespace Assay.Scoring.Code;

/// <summary>Runs programs that models wrote, and says what became of them.</summary>
public interface ICodeJudge : IAsyncDisposable
{
    /// <summary>Runs one program. Many may be asked for at once; the judge bounds how many run.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    ValueTask<CodeVerdict> JudgeAsync(CodeTask task, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="JudgeAsync(CodeTask, CancellationToken)"/>
    ValueTask<CodeVerdict> JudgeAsync(ProgramTask task, CancellationToken cancellationToken = default);

    /// <summary>What this machine lacks to run a language, in a line with the remedy; null where it lacks nothing.</summary>
    ValueTask<string?> LacksAsync(string language, CancellationToken cancellationToken = default);

    /// <summary>What this machine lacks to run commands, in a line with the remedy; null where it lacks nothing.</summary>
    /// <param name="programs">The programs that the commands begin with.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<string?> LacksAsync(IReadOnlyList<string> programs, CancellationToken cancellationToken = default);
}
