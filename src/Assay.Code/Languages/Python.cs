using System.Buffers.Binary;
using System.Collections.Concurrent;
using Assay.Code.Conversation;
using Assay.Sandbox;
using Assay.Scoring.Code;

namespace Assay.Code.Languages;

/// <summary>
/// Python: the program in an interpreter of its own; the checks in another that forks for each set of checks, since they are the
/// benchmark's and need no sandbox between each other.
/// </summary>
internal sealed class Python(ISandbox sandbox, int parallel) : ILanguage
{
    private static readonly SandboxLimits Checker = new()
    {
        Time = Timeout.InfiniteTimeSpan,
        Memory = 4L << 30,
        Processes = 8,
    };

    private readonly ResidentPrograms checkers = new(token => StartCheckerAsync(sandbox, token));
    private readonly ConcurrentDictionary<(TimeSpan, long), WaitingPrograms> programs = new();

    public IReadOnlyList<(string Program, string Package)> Tools { get; } = [("python3", "python3")];

    public IReadOnlyList<string> Version { get; } = ["python3", "--version"];

    public async Task<CodeVerdict> JudgeAsync(CodeTask task, CancellationToken cancellationToken)
    {
        var waiting = programs.GetOrAdd((task.Time, task.Memory), _ => new WaitingPrograms(Start(task), parallel));
        var (setup, whole) = Sources(task);
        return await Duel.RunAsync(
                waiting,
                Duel.Texts(task.EntryPoint, whole),
                program => CheckAsync(task, setup, program, cancellationToken),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var waiting in programs.Values)
        {
            await waiting.DisposeAsync().ConfigureAwait(false);
        }
        await checkers.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// The checks' own source, and the program's: what stands before the function's head in the prompt (imports, helpers) with a whole
    /// function, else the prompt and its completion.
    /// </summary>
    private static (string Setup, string Program) Sources(CodeTask task)
    {
        var head = HeadAt(task.Prompt, task.EntryPoint);
        var preamble = task.Prompt[..head];
        return (preamble, task.Answer.IsWhole ? preamble + task.Answer.Text : task.Prompt + task.Answer.Text);
    }

    private static int HeadAt(string prompt, string entryPoint)
    {
        var head = $"def {entryPoint}(";
        return prompt.StartsWith(head, StringComparison.Ordinal) ? 0
            : prompt.IndexOf("\n" + head, StringComparison.Ordinal) is >= 0 and var at ? at + 1
            : prompt.Length;
    }

    private async Task<CodeVerdict> CheckAsync(
        CodeTask task,
        string setup,
        RunningProgram program,
        CancellationToken cancellationToken
    )
    {
        await using var checker = await checkers.TakeAsync(cancellationToken).ConfigureAwait(false);
        var checks = checker.Program;
        try
        {
            await Frames.WriteAsync(checks.Input, 'J', task.EntryPoint, cancellationToken).ConfigureAwait(false);
            await SendAsync(checks.Input, cancellationToken, setup, task.Test).ConfigureAwait(false);
            await Frames.WriteAsync(checks.Input, 'J', Limits(task), cancellationToken).ConfigureAwait(false);
            var verdict = await Relay
                .CheckAsync(checks, program, 2 * task.Time, cancellationToken)
                .ConfigureAwait(false);
            // The process that checked has ended when its parent says so; then the parent is free.
            checker.IsWhole =
                verdict.Outcome == CodeOutcome.OutOfMemory
                    && verdict.Detail?.Contains("could not bear", StringComparison.Ordinal) == true
                || await Frames.ReadAsync(checks.Output, cancellationToken).ConfigureAwait(false) is { Kind: 'Z' };
            return verdict;
        }
        catch (IOException e)
        {
            return new(CodeOutcome.SandboxFault, $"the checks' interpreter is gone ({e.Message})");
        }
    }

    private static async Task<RunningProgram> StartCheckerAsync(
        ISandbox sandbox,
        CancellationToken cancellationToken
    ) =>
        await sandbox
            .StartAsync(
                new SandboxCommand("/usr/bin/python3", "-I", "-S", "checker.py")
                {
                    Files = Harness.Files("python/checker.py", "python/values.py"),
                },
                Checker,
                cancellationToken
            )
            .ConfigureAwait(false);

    private Func<CancellationToken, Task<RunningProgram>> Start(CodeTask task)
    {
        var command = new SandboxCommand("/usr/bin/python3", "-I", "-S", "candidate.py")
        {
            Files = Harness.Files("python/candidate.py", "python/values.py"),
        };
        var limits = new SandboxLimits
        {
            Time = 2 * task.Time,
            ProcessorTime = task.Time,
            Memory = task.Memory,
            AddressSpace = 4 * task.Memory,
        };
        return async token => await sandbox.StartAsync(command, limits, token).ConfigureAwait(false);
    }

    private static async Task SendAsync(Stream stream, CancellationToken cancellationToken, params string[] texts)
    {
        foreach (var text in texts)
        {
            await Frames.WriteAsync(stream, 'S', text, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A tuple of the seconds and the bytes that a process of the checks may use, as the harness encodes values.</summary>
    private static byte[] Limits(CodeTask task)
    {
        var bytes = new byte[5 + 2 * 13];
        bytes[0] = (byte)'(';
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(1), 2);
        Write(bytes.AsSpan(5), (long)Math.Ceiling(task.Time.TotalSeconds));
        Write(bytes.AsSpan(18), 4 * task.Memory);
        return bytes;

        static void Write(Span<byte> place, long value)
        {
            place[0] = (byte)'i';
            BinaryPrimitives.WriteInt32LittleEndian(place[1..], 8);
            BinaryPrimitives.WriteInt64LittleEndian(place[5..], value);
        }
    }
}
