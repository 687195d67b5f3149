using System.Diagnostics;

namespace Assay.EndToEnd.Tests;

/// <summary>A program under way.</summary>
internal sealed class RunningProgram : IDisposable
{
    private readonly Process process;
    private readonly HeardText output;
    private readonly HeardText errors;

    public RunningProgram(Process process)
    {
        this.process = process;
        process.StandardInput.Close();
        output = new HeardText(process.StandardOutput);
        errors = new HeardText(process.StandardError);
    }

    /// <summary>Waits for the end.</summary>
    public async Task<Outcome> EndAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Outcome(process.ExitCode, await output.WholeAsync(), await errors.WholeAsync());
    }

    /// <summary>Waits for a signal; a program that ends first will not give it.</summary>
    public async Task UntilAsync(Task signal)
    {
        var ended = process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (await Task.WhenAny(signal, ended) != signal)
        {
            var outcome = await EndAsync();
            Assert.Fail($"ended too early, exit code {outcome.ExitCode}: {outcome.Errors}");
        }
    }

    /// <summary>Waits until the program has said this on standard error.</summary>
    public Task UntilSaidAsync(string text) => UntilAsync(errors.UntilAsync(text));

    /// <summary>Waits until the program has printed a text and the rest of that line; gives the rest.</summary>
    public async Task<string> UntilPrintedAsync(string text)
    {
        await UntilAsync(output.UntilAsync(text));
        await UntilAsync(output.UntilAsync("\n"));
        return output.ToString().Split(text)[1].Split('\n')[0];
    }

    /// <summary>SIGKILL: no chance to tidy up.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await EndAsync();
    }

    /// <summary>Ctrl-C.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
        process.Dispose();
    }
}
