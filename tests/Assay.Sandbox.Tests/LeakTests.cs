using System.Globalization;
using System.Runtime.Versioning;

namespace Assay.Sandbox.Tests;

/// <summary>Nothing is left after many programs. Alone, since it counts what this process holds.</summary>
[SupportedOSPlatform("linux")]
[Collection<Alone>]
public sealed class LeakTests
{
    private const int MostGrowth = 4 << 20;
    private const int MostIdleGroups = 40;

    /// <summary>How many run; <c>ASSAY_LEAK_PROGRAMS</c> says otherwise.</summary>
    private static readonly int Programs = int.TryParse(
        Environment.GetEnvironmentVariable("ASSAY_LEAK_PROGRAMS"),
        CultureInfo.InvariantCulture,
        out var programs
    )
        ? programs
        : 300;

    [Fact]
    public async Task Many_programs_leave_no_process_file_folder_group_or_memory()
    {
        var sandbox = await Sandboxes.OpenAsync();
        await RunAsync(sandbox, 100);
        var before = Held();
        var groups = Groups();
        var memory = GC.GetTotalMemory(forceFullCollection: true);

        await RunAsync(sandbox, Programs);

        Assert.Equal(before, Held());
        // Groups of these limits are kept for the next programs, of memory and of processes each.
        Assert.InRange(Groups(), 0, groups + 2 * MostIdleGroups);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - memory, long.MinValue, MostGrowth);
    }

    private static Task RunAsync(ISandbox sandbox, int count) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            TestContext.Current.CancellationToken,
            async (_, token) =>
            {
                var outcome = await sandbox.RunAsync(
                    new SandboxCommand("/bin/cat", "file") { Files = [SandboxFile.Text("file", "x")] },
                    new SandboxLimits(),
                    token
                );
                Assert.True(outcome is { Succeeded: true, Text: "x" }, $"{outcome} {outcome.Text}");
            }
        );

    private static string Own { get; } = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    private static (int Files, int Children, int Folders) Held() =>
        (
            // Assemblies are loaded when they are first used, and stay.
            Directory
                .GetFileSystemEntries("/proc/self/fd")
                .Count(file => new FileInfo(file).LinkTarget?.EndsWith(".dll", StringComparison.Ordinal) == false),
            Directory.GetDirectories("/proc").Count(folder => char.IsAsciiDigit(folder[6]) && ParentOf(folder) == Own),
            Directory.GetDirectories(Path.GetTempPath(), $"assay-sandbox-{Own}-*").Length
        );

    private static int Groups() =>
        Directory
            .GetDirectories(
                "/sys/fs/cgroup",
                $"assay-{Own}-*",
                new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }
            )
            .Length;

    private static string? ParentOf(string folder)
    {
        try
        {
            // Behind the name in brackets: the state, then the parent.
            return File.ReadAllText(Path.Combine(folder, "stat")).Split(") ")[^1].Split(' ')[1];
        }
        catch (IOException)
        {
            return null;
        }
    }
}

/// <summary>Tests that nothing else runs beside.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class Alone;
