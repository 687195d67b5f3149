using System.Runtime.Versioning;
using System.Text;
using Assay.Sandbox.Bubblewrap;

namespace Assay.Sandbox.Tests;

/// <summary>What a program in a sandbox gets, and how its end is told.</summary>
[SupportedOSPlatform("linux")]
public sealed class BubblewrapSandboxTests
{
    private static readonly SandboxLimits Limits = new();

    [Fact]
    public async Task AProgramReadsItsFilesAndItsInputAndAnswersWithOutputErrorsAndExitCode()
    {
        var outcome = await RunAsync(
            new SandboxCommand("/bin/sh", "-c", "cat a/b.txt -; echo problem >&2; exit 3")
            {
                Files = [SandboxFile.Text("a/b.txt", "file ")],
                Input = Encoding.UTF8.GetBytes("input"),
            }
        );
        Assert.Equal(
            (ProgramEnd.Exited, 3, "file input", "problem\n"),
            (outcome.End, outcome.ExitCode, outcome.Text, outcome.Errors)
        );
    }

    [Fact]
    public async Task Tried()
    {
        ISandbox sandbox = await BubblewrapSandbox.OpenAsync(TestContext.Current.CancellationToken);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (var i = 0; i < 100; i++)
        {
            await sandbox.RunAsync(new SandboxCommand("/bin/true"), Limits, TestContext.Current.CancellationToken);
        }
        TestContext.Current.TestOutputHelper!.WriteLine($"== {watch.ElapsedMilliseconds / 100.0} ms");
    }

    private static async Task<SandboxOutcome> RunAsync(SandboxCommand command)
    {
        ISandbox sandbox = await BubblewrapSandbox.OpenAsync(TestContext.Current.CancellationToken);
        return await sandbox.RunAsync(command, Limits, TestContext.Current.CancellationToken);
    }
}
