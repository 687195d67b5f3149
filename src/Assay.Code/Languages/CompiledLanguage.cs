using System.Collections.Concurrent;
using System.Collections.Immutable;
using Assay.Code.Conversation;
using Assay.Sandbox;
using Assay.Scoring.Code;

namespace Assay.Code.Languages;

/// <summary>
/// A language whose compiler makes a program that runs by itself: the answer and its checks are built apart, each in a sandbox, and run
/// apart. What the checks are built to is kept for the next answer to the same task.
/// </summary>
internal abstract class CompiledLanguage(ISandbox sandbox) : ILanguage
{
    private const string Program = "program";

    private readonly SemaphoreSlim preparing = new(1);
    private readonly ConcurrentDictionary<string, Task<Built>> checks = new(StringComparer.Ordinal);
    private SharedFiles? library;

    public abstract IReadOnlyList<(string Program, string Package)> Tools { get; }

    public abstract IReadOnlyList<string> Version { get; }

    /// <summary>The name of the source file.</summary>
    protected abstract string SourceFile { get; }

    public async Task<CodeVerdict> JudgeAsync(CodeTask task, CancellationToken cancellationToken)
    {
        string answer;
        string test;
        try
        {
            (answer, test) = (ProgramSource(task), ChecksSource(task));
        }
        catch (FormatException e)
        {
            return new(CodeOutcome.SandboxFault, e.Message);
        }
        using var program = await BuildAsync(answer, cancellationToken).ConfigureAwait(false);
        if (program.Files is null)
        {
            return new(program.Failure, program.Errors);
        }
        await using var running = await StartAsync(program.Files, task, cancellationToken).ConfigureAwait(false);
        if (await Relay.AwaitLoadAsync(running, cancellationToken).ConfigureAwait(false) is { } failed)
        {
            return failed;
        }
        var built = await ChecksAsync(test, cancellationToken).ConfigureAwait(false);
        if (built.Files is null)
        {
            return new(CodeOutcome.SandboxFault, $"the checks cannot be compiled: {built.Errors}");
        }
        await using var checking = await StartAsync(built.Files, task, cancellationToken).ConfigureAwait(false);
        return await Relay.CheckAsync(checking, running, 2 * task.Time, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var built in checks.Values)
        {
            await ((Task)built).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (built.IsCompletedSuccessfully)
            {
                (await built.ConfigureAwait(false)).Dispose();
            }
        }
        library?.Dispose();
        preparing.Dispose();
    }

    /// <summary>The source of the program under test: it answers calls.</summary>
    /// <exception cref="FormatException">The function's head cannot be read.</exception>
    protected abstract string ProgramSource(CodeTask task);

    /// <summary>The source of the checks: they call it.</summary>
    /// <exception cref="FormatException">The function's head cannot be read.</exception>
    protected abstract string ChecksSource(CodeTask task);

    /// <summary>Makes what all builds share.</summary>
    protected abstract Task<SharedFiles> PrepareAsync(CancellationToken cancellationToken);

    /// <summary>The shell command that makes <c>program</c> of the source file.</summary>
    /// <param name="folder">Where the files of <see cref="PrepareAsync"/> are.</param>
    /// <param name="source">The source.</param>
    protected abstract string BuildCommand(string folder, string source);

    /// <summary>Runs a command that builds, and takes what it prints.</summary>
    protected async Task<SandboxOutcome> CompileAsync(
        string command,
        ImmutableArray<SandboxFile> files,
        ImmutableArray<string> shared,
        CancellationToken cancellationToken
    ) =>
        await sandbox
            .RunAsync(
                new SandboxCommand("/bin/sh", "-c", command) { Files = files, Shared = shared },
                Builds.Limits,
                cancellationToken
            )
            .ConfigureAwait(false);

    /// <summary>The first line of a compiler's complaint.</summary>
    protected virtual string FirstError(string errors) =>
        errors.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal))
        ?? errors.Trim().Split('\n')[^1];

    private async Task<Built> ChecksAsync(string source, CancellationToken cancellationToken)
    {
        var building = checks.GetOrAdd(source, _ => BuildAsync(source, CancellationToken.None));
        Built? built = null;
        try
        {
            built = await building.WaitAsync(cancellationToken).ConfigureAwait(false);
            return built;
        }
        finally
        {
            // A build that failed is tried again by the next attempt.
            if (built?.Files is null && building.IsCompleted)
            {
                checks.TryRemove(KeyValuePair.Create(source, building));
            }
        }
    }

    private async Task<Built> BuildAsync(string source, CancellationToken cancellationToken)
    {
        var folder = (await LibraryAsync(cancellationToken).ConfigureAwait(false)).Folder;
        var outcome = await CompileAsync(
                $"({BuildCommand(folder, source)}) >&2 && cat {Program}",
                [SandboxFile.Text(SourceFile, source)],
                [folder],
                cancellationToken
            )
            .ConfigureAwait(false);
        return outcome.End switch
        {
            _ when outcome.Succeeded => new(
                SharedFiles.Write(new SandboxFile(Program, outcome.Output) { IsProgram = true })
            ),
            ProgramEnd.NotStarted => new(null, CodeOutcome.SandboxFault, FirstError(outcome.Errors)),
            ProgramEnd.Exited => new(null, CodeOutcome.CompileError, FirstError(outcome.Errors)),
            _ => new(null, CodeOutcome.CompileError, $"the compiler was ended: {outcome.End}"),
        };
    }

    private async Task<SharedFiles> LibraryAsync(CancellationToken cancellationToken)
    {
        await preparing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return library ??= await PrepareAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            preparing.Release();
        }
    }

    private async Task<RunningProgram> StartAsync(
        SharedFiles files,
        CodeTask task,
        CancellationToken cancellationToken
    ) =>
        await sandbox
            .StartAsync(
                new SandboxCommand(Duel.Piped($"{files.Folder}/{Program}")) { Shared = [files.Folder] },
                new SandboxLimits
                {
                    Time = 2 * task.Time,
                    ProcessorTime = task.Time,
                    Memory = task.Memory,
                },
                cancellationToken
            )
            .ConfigureAwait(false);

    /// <summary>What a build came to.</summary>
    /// <param name="Files">A folder with the program; null where there is none.</param>
    /// <param name="Failure">Why there is none.</param>
    /// <param name="Errors">What the compiler said.</param>
    private sealed record Built(SharedFiles? Files, CodeOutcome Failure = CodeOutcome.Passed, string? Errors = null)
        : IDisposable
    {
        public void Dispose() => Files?.Dispose();
    }
}
