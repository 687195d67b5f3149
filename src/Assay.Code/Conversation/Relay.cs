using Assay.Sandbox;
using Assay.Scoring.Code;

namespace Assay.Code.Conversation;

/// <summary>
/// Passes calls from the checks to the program under test and values back. The two live in sandboxes of their own and share nothing but
/// this relay, so that the program can neither see the checks nor touch their verdict: all it can do is answer with values. Exit codes
/// and prints mean nothing.
/// </summary>
/// <remarks>
/// From the program: A it is there, H its code is loaded, E it is no code, L loading failed, R a value, X an exception. From the checks:
/// C a call, V the verdict (P passed, W wrong, X the program's exception, M memory, U a value that cannot be sent, G the program is gone),
/// Z the end of the process that checked.
/// </remarks>
internal static class Relay
{
    private const string Forged = "it wrote where only the harness writes";

    /// <summary>Waits until a program is there; false if it never was, by no fault of the code in it.</summary>
    public static async Task<bool> GreetAsync(RunningProgram program, CancellationToken cancellationToken) =>
        await HearAsync(program, cancellationToken).ConfigureAwait(false) is { Kind: 'A' };

    /// <summary>Waits until the code is loaded.</summary>
    /// <returns>The verdict if it is not to be had; null if all is well.</returns>
    public static async Task<CodeVerdict?> AwaitLoadAsync(RunningProgram program, CancellationToken cancellationToken)
    {
        var frame = await HearAsync(program, cancellationToken).ConfigureAwait(false);
        if (frame is { Kind: 'H' })
        {
            // Its time goes on with the first call: the checks may still have to be built.
            program.HoldTime();
            return null;
        }
        return frame switch
        {
            { Kind: 'E' } => new(CodeOutcome.CompileError, Error(frame.Value)),
            { Kind: 'L' } => Failure(frame.Value),
            null => await EndAsync(program).ConfigureAwait(false),
            _ => new(CodeOutcome.RuntimeError, Forged),
        };
    }

    /// <summary>Lets the checks call the program until they have a verdict.</summary>
    /// <param name="checks">The checks' process.</param>
    /// <param name="program">The program under test, loaded.</param>
    /// <param name="patience">How long the checks may compute.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<CodeVerdict> CheckAsync(
        RunningProgram checks,
        RunningProgram program,
        TimeSpan patience,
        CancellationToken cancellationToken
    )
    {
        CodeVerdict? gone = null;
        var called = false;
        while (true)
        {
            Frame? frame;
            try
            {
                frame = await HearAsync(checks, cancellationToken)
                    .WaitAsync(patience, cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                checks.Stop(ProgramEnd.OutOfTime);
                return gone ?? new(CodeOutcome.TimeOut, "the checks took too long over what it returned");
            }
            switch (frame)
            {
                case { Kind: 'C' }:
                    if (!called)
                    {
                        program.RestartTime();
                    }
                    called = true;
                    var reply = gone is null
                        ? await CallAsync(program, frame.Value, cancellationToken).ConfigureAwait(false)
                        : null;
                    if (reply is { } value)
                    {
                        await SayAsync(checks.Input, value, cancellationToken).ConfigureAwait(false);
                    }
                    else
                    {
                        gone ??= await EndAsync(program).ConfigureAwait(false);
                        await SayAsync(checks.Input, new('G', default), cancellationToken).ConfigureAwait(false);
                    }
                    break;
                case { Kind: 'V', Body.Length: > 0 }:
                    return gone ?? Verdict(frame.Value);
                case { Kind: 'Z' }:
                    return gone ?? Unspoken(frame.Value.Text);
                default:
                    return gone
                        ?? (
                            called
                                ? new(CodeOutcome.Wrong, "the checks broke off over what it returned")
                                : new(CodeOutcome.SandboxFault, "the checks ended without a verdict")
                        );
            }
        }
    }

    private static CodeVerdict Verdict(Frame frame)
    {
        var text = frame.Text[1..];
        return (char)frame.Body.Span[0] switch
        {
            'P' => new(CodeOutcome.Passed),
            'W' => new(CodeOutcome.Wrong, text),
            'X' => Failure(text),
            'M' => new(CodeOutcome.OutOfMemory, text),
            'U' => new(CodeOutcome.SandboxFault, text),
            _ => new(CodeOutcome.RuntimeError, text),
        };
    }

    // A process of the checks that a limit ended: 24 is the signal of processor time.
    private static CodeVerdict Unspoken(string exit) =>
        exit == "-24"
            ? new(CodeOutcome.TimeOut, "the checks took too long over what it returned")
            : new(CodeOutcome.OutOfMemory, $"the checks could not bear what it returned (exit code {exit})");

    private static CodeVerdict Failure(Frame frame) => Failure(Error(frame));

    private static CodeVerdict Failure(string text) =>
        new(IsWantOfMemory(text) ? CodeOutcome.OutOfMemory : CodeOutcome.RuntimeError, text);

    /// <summary>Whether an error is a runtime's word for want of memory.</summary>
    public static bool IsWantOfMemory(string error) =>
        error.StartsWith("MemoryError", StringComparison.Ordinal)
        || error.Contains("OutOfMemoryError", StringComparison.Ordinal)
        || error.Contains("std::bad_alloc", StringComparison.Ordinal);

    private static string Error(Frame frame) =>
        frame.Text.Replace("\0", ": ", StringComparison.Ordinal).TrimEnd(' ', ':');

    private static async Task<CodeVerdict> EndAsync(RunningProgram program)
    {
        program.Input.Close();
        var outcome = await program.Ended.ConfigureAwait(false);
        var last = outcome.Errors.TrimEnd().Split('\n')[^1];
        return outcome.End switch
        {
            ProgramEnd.OutOfTime => new(CodeOutcome.TimeOut),
            ProgramEnd.OutOfMemory => new(CodeOutcome.OutOfMemory),
            ProgramEnd.TooMuchOutput => new(CodeOutcome.TooMuchOutput),
            ProgramEnd.NotStarted => new(CodeOutcome.SandboxFault, last),
            ProgramEnd.Stopped => new(CodeOutcome.RuntimeError, Forged),
            _ => new(
                CodeOutcome.RuntimeError,
                $"it ended with exit code {outcome.ExitCode}{(last.Length > 0 ? ": " + last : "")}"
            ),
        };
    }

    /// <summary>Null where the program is gone, or wrote what no harness writes.</summary>
    private static async Task<Frame?> CallAsync(RunningProgram program, Frame call, CancellationToken cancellationToken)
    {
        try
        {
            await Frames.WriteAsync(program.Input, call.Kind, call.Body, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            return null;
        }
        var reply = await HearAsync(program, cancellationToken).ConfigureAwait(false);
        if (reply is { Kind: 'R' or 'X' })
        {
            return reply;
        }
        if (reply is not null)
        {
            program.Stop();
        }
        return null;
    }

    /// <summary>The next frame; null where the other side is gone. A pipe's end is not waited for longer than its process lives.</summary>
    private static async Task<Frame?> HearAsync(RunningProgram program, CancellationToken cancellationToken)
    {
        var hearing = HearAsync(program.Output, cancellationToken);
        if (await Task.WhenAny(hearing, program.Ended).ConfigureAwait(false) == hearing)
        {
            return await hearing.ConfigureAwait(false);
        }
        try
        {
            return await hearing.WaitAsync(TimeSpan.FromSeconds(1), cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static async Task<Frame?> HearAsync(Stream stream, CancellationToken cancellationToken)
    {
        try
        {
            return await Frames.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        }
        catch (FrameException)
        {
            return new('?', default);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return null;
        }
    }

    private static async Task SayAsync(Stream stream, Frame frame, CancellationToken cancellationToken)
    {
        try
        {
            await Frames.WriteAsync(stream, frame.Kind, frame.Body, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // That it is gone shows when it is listened to.
        }
    }
}
