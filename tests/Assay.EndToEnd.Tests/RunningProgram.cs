using System.Diagnostics;
using System.Text;

namespace Assay.EndToEnd.Tests;

/// <summary>A program under way.</summary>
internal sealed class RunningProgram : IDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task errors;
    private readonly Lock gate = new();
    private readonly StringBuilder said = new();
    private readonly List<(string Text, TaskCompletionSource Heard)> waiting = [];

    public RunningProgram(Process process)
    {
        this.process = process;
        process.StandardInput.Close();
        output = process.StandardOutput.ReadToEndAsync();
        errors = ListenAsync();
    }

    /// <summary>Waits for the end.</summary>
    public async Task<Outcome> EndAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await errors;
        return new Outcome(process.ExitCode, await output, said.ToString());
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
    public async Task UntilSaidAsync(string text)
    {
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            waiting.Add((text, heard));
            Tell();
        }
        await UntilAsync(heard.Task);
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

    private async Task ListenAsync()
    {
        var heard = new char[1024];
        while (await process.StandardError.ReadAsync(heard) is > 0 and var count)
        {
            lock (gate)
            {
                said.Append(heard, 0, count);
                Tell();
            }
        }
    }

    private void Tell()
    {
        var text = said.ToString();
        foreach (var (_, heard) in waiting.Where(x => text.Contains(x.Text, StringComparison.Ordinal)))
        {
            heard.TrySetResult();
        }
    }
}
