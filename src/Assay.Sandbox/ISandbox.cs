namespace Assay.Sandbox;

/// <summary>A way to run programs that are not trusted.</summary>
public interface ISandbox
{
    /// <summary>Its name as the user gives it: <c>bubblewrap</c>, <c>container</c>, <c>none</c>.</summary>
    string Name { get; }

    /// <summary>What it holds by on this machine, in one line, for people.</summary>
    string Description { get; }

    /// <summary>Starts a program and leaves its input and output to the caller.</summary>
    /// <exception cref="SandboxException">The sandbox could not be made.</exception>
    ValueTask<RunningProgram> StartAsync(
        SandboxCommand command,
        SandboxLimits limits,
        CancellationToken cancellationToken = default
    );

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="SandboxException">The sandbox could not be made.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the program was ended.</exception>
    async Task<SandboxOutcome> RunAsync(
        SandboxCommand command,
        SandboxLimits limits,
        CancellationToken cancellationToken = default
    )
    {
        await using var program = await StartAsync(command, limits, cancellationToken).ConfigureAwait(false);
        return await program.CompleteAsync(command.Input, cancellationToken).ConfigureAwait(false);
    }
}
