using System.Collections.Immutable;
using System.Text;
using Assay.Sandbox;
using Assay.Scoring.Code;

namespace Assay.Code.Conversation;

/// <summary>One program against its checks.</summary>
internal static class Duel
{
    /// <summary>A command whose harness speaks at descriptors 3 and 4, so that what the code prints goes nowhere.</summary>
    public static ImmutableArray<string> Piped(string command) =>
        ["/bin/sh", "-c", $"exec {command} 3<&0 4>&1 </dev/null >/dev/null"];

    /// <summary>Texts as a harness takes them.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Texts(params IEnumerable<string> texts) =>
        [.. texts.Select(text => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text))];

    /// <summary>Loads a program into one that waits, and checks it.</summary>
    /// <param name="programs">Where the program runs.</param>
    /// <param name="code">What is sent there.</param>
    /// <param name="check">Checks the loaded program.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<CodeVerdict> RunAsync(
        WaitingPrograms programs,
        IReadOnlyList<ReadOnlyMemory<byte>> code,
        Func<RunningProgram, Task<CodeVerdict>> check,
        CancellationToken cancellationToken
    )
    {
        if (await programs.TakeAsync(cancellationToken).ConfigureAwait(false) is not { } program)
        {
            return new(CodeOutcome.SandboxFault, "the program's runtime did not start");
        }
        try
        {
            return !await SendAsync(program.Input, code, cancellationToken).ConfigureAwait(false)
                ? new(CodeOutcome.SandboxFault, "the program's runtime is gone")
                : await Relay.AwaitLoadAsync(program, cancellationToken).ConfigureAwait(false)
                    ?? await check(program).ConfigureAwait(false);
        }
        finally
        {
            programs.Close(program);
        }
    }

    /// <summary>Checks a loaded program by checks that are sent to one that waits.</summary>
    /// <param name="checkers">Where the checks run.</param>
    /// <param name="checks">What is sent there.</param>
    /// <param name="program">The program.</param>
    /// <param name="patience">How long the checks may compute.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<CodeVerdict> CheckAsync(
        WaitingPrograms checkers,
        IReadOnlyList<ReadOnlyMemory<byte>> checks,
        RunningProgram program,
        TimeSpan patience,
        CancellationToken cancellationToken
    )
    {
        var checker = await checkers.TakeAsync(cancellationToken).ConfigureAwait(false);
        if (checker is null)
        {
            return new(CodeOutcome.SandboxFault, "the checks' runtime did not start");
        }
        try
        {
            return await SendAsync(checker.Input, checks, cancellationToken).ConfigureAwait(false)
                ? await Relay.CheckAsync(checker, program, patience, cancellationToken).ConfigureAwait(false)
                : new(CodeOutcome.SandboxFault, "the checks' runtime is gone");
        }
        finally
        {
            checkers.Close(checker);
        }
    }

    private static async Task<bool> SendAsync(
        Stream stream,
        IReadOnlyList<ReadOnlyMemory<byte>> bodies,
        CancellationToken cancellationToken
    )
    {
        try
        {
            foreach (var body in bodies)
            {
                await Frames.WriteAsync(stream, 'S', body, cancellationToken).ConfigureAwait(false);
            }
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
