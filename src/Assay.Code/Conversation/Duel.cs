using System.Collections.Immutable;
using Assay.Sandbox;
using Assay.Scoring.Code;

namespace Assay.Code.Conversation;

/// <summary>One program against its checks, both from those that wait, each used once.</summary>
internal static class Duel
{
    /// <summary>A command whose harness speaks at descriptors 3 and 4, so that what the code prints goes nowhere.</summary>
    public static ImmutableArray<string> Piped(string command) =>
        ["/bin/sh", "-c", $"exec {command} 3<&0 4>&1 </dev/null >/dev/null"];

    /// <summary>Runs it.</summary>
    /// <param name="programs">Where the program runs.</param>
    /// <param name="code">What is sent there: the function's name, the source.</param>
    /// <param name="checkers">Where the checks run.</param>
    /// <param name="checks">What is sent there: the function's name, the setup, the checks.</param>
    /// <param name="patience">How long the checks may compute.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<CodeVerdict> RunAsync(
        WaitingPrograms programs,
        IReadOnlyList<string> code,
        WaitingPrograms checkers,
        IReadOnlyList<string> checks,
        TimeSpan patience,
        CancellationToken cancellationToken
    )
    {
        if (await programs.TakeAsync(cancellationToken).ConfigureAwait(false) is not { } program)
        {
            return new(CodeOutcome.SandboxFault, "the program's runtime did not start");
        }
        RunningProgram? checker = null;
        try
        {
            if (!await SendAsync(program.Input, code, cancellationToken).ConfigureAwait(false))
            {
                return new(CodeOutcome.SandboxFault, "the program's runtime is gone");
            }
            if (await Relay.AwaitLoadAsync(program, cancellationToken).ConfigureAwait(false) is { } failed)
            {
                return failed;
            }
            checker = await checkers.TakeAsync(cancellationToken).ConfigureAwait(false);
            return checker is null || !await SendAsync(checker.Input, checks, cancellationToken).ConfigureAwait(false)
                ? new(CodeOutcome.SandboxFault, "the checks' runtime did not start")
                : await Relay.CheckAsync(checker, program, patience, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            programs.Close(program);
            if (checker is not null)
            {
                checkers.Close(checker);
            }
        }
    }

    private static async Task<bool> SendAsync(
        Stream stream,
        IReadOnlyList<string> texts,
        CancellationToken cancellationToken
    )
    {
        try
        {
            foreach (var text in texts)
            {
                await Frames.WriteAsync(stream, 'S', text, cancellationToken).ConfigureAwait(false);
            }
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
