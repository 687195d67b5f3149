using System.Runtime.Versioning;
using System.Text;

namespace Assay.Sandbox.Tests;

/// <summary>What a program in a sandbox gets, and how its end is told.</summary>
[SupportedOSPlatform("linux")]
public sealed class BubblewrapSandboxTests
{
    [Fact]
    public async Task A_program_reads_its_files_and_its_input_and_answers_with_output_errors_and_exit_code()
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
    public async Task A_signal_of_its_own_is_an_exit_code()
    {
        var outcome = await RunAsync(new SandboxCommand("/bin/sh", "-c", "kill -9 $$"));
        Assert.Equal((ProgramEnd.Exited, 137), (outcome.End, outcome.ExitCode));
    }

    [Fact]
    public async Task A_sandbox_that_cannot_be_built_is_no_fault_of_the_program()
    {
        var outcome = await RunAsync(new SandboxCommand("/bin/true") { Shared = ["/not/there"] });
        Assert.Equal((ProgramEnd.NotStarted, null), (outcome.End, outcome.ExitCode));
    }

    [Theory]
    [InlineData("../out")]
    [InlineData("/etc/out")]
    public async Task A_file_stays_in_the_work_folder(string path) =>
        await Assert.ThrowsAsync<SandboxException>(() =>
            RunAsync(new SandboxCommand("/bin/true") { Files = [SandboxFile.Text(path, "")] })
        );

    [Fact]
    public async Task A_cancelled_program_is_ended()
    {
        var sandbox = await Sandboxes.OpenAsync();
        using var cancel = new CancellationTokenSource();
        await using var program = await sandbox.StartAsync(
            new SandboxCommand("/bin/sh", "-c", "echo ready; exec sleep 1000"),
            new SandboxLimits { Time = TimeSpan.FromMinutes(5) },
            TestContext.Current.CancellationToken
        );
        Assert.Equal('r', program.Output.ReadByte());

        var running = program.CompleteAsync(default, cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(ProgramEnd.Stopped, (await program.Ended).End);
    }

    private static async Task<SandboxOutcome> RunAsync(SandboxCommand command)
    {
        var sandbox = await Sandboxes.OpenAsync();
        return await sandbox.RunAsync(command, new SandboxLimits(), TestContext.Current.CancellationToken);
    }
}
