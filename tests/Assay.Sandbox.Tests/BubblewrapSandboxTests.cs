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
        foreach (
            var script in new[]
            {
                "id; env; pwd; ls -la / /work /tmp /dev /proc/self/fd; cat /proc/self/status | grep -i -E 'cap|seccomp|nonewpriv'",
                "ls /root /home /etc /work/main",
                "kill -9 $$",
                "unshare -U true; echo $?",
                "touch /x /dev/x /usr/x; echo a > /tmp/x; echo b > x; mkdir /dev/shm/d; ls /tmp; df -h",
                "while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done",
                "python3 -c 'x=bytearray(1500000000)'; echo $?",
            }
        )
        {
            var outcome = await RunAsync(new SandboxCommand("/bin/sh", "-c", script));
            TestContext.Current.TestOutputHelper!.WriteLine(
                $"== {script}\n{outcome.End} {outcome.ExitCode} {outcome.Text[..Math.Min(3000, outcome.Text.Length)]}\n{outcome.Errors}"
            );
        }
        var missing = await RunAsync(new SandboxCommand("/usr/bin/nothing-here"));
        TestContext.Current.TestOutputHelper!.WriteLine($"== missing {missing}");
        var shared = await RunAsync(new SandboxCommand("/bin/true") { Shared = [new("/nonexistent", "/x")] });
        TestContext.Current.TestOutputHelper!.WriteLine($"== shared {shared}");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (var i = 0; i < 100; i++)
        {
            await RunAsync(new SandboxCommand("/bin/true"));
        }
        TestContext.Current.TestOutputHelper!.WriteLine($"== {watch.ElapsedMilliseconds / 100.0} ms");
        var sandbox = await BubblewrapSandbox.OpenAsync(TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper!.WriteLine(sandbox.Description);
        watch.Restart();
        var bomb = await ((ISandbox)sandbox).RunAsync(
            new("/usr/bin/python3", "-c", "import os\nwhile True:\n  try: os.fork()\n  except OSError: pass"),
            Limits with
            {
                Time = TimeSpan.FromSeconds(2),
            },
            TestContext.Current.CancellationToken
        );
        TestContext.Current.TestOutputHelper!.WriteLine($"== bomb {bomb.End} {watch.ElapsedMilliseconds} ms");
    }

    private static async Task<SandboxOutcome> RunAsync(SandboxCommand command)
    {
        ISandbox sandbox = await BubblewrapSandbox.OpenAsync(TestContext.Current.CancellationToken);
        return await sandbox.RunAsync(command, Limits, TestContext.Current.CancellationToken);
    }
}
