using System.Diagnostics;

namespace Assay.Bench;

/// <summary>Runs a program to its end and measures it from outside.</summary>
internal static class Whole
{
    /// <summary>The checkout's launcher.</summary>
    public static string Launcher { get; } = Path.Combine(Root(), "assay");

    /// <summary>The benchmark data beside the checkout, or null.</summary>
    public static string? Shared { get; } =
        new[]
        {
            Environment.GetEnvironmentVariable("ASSAY_SHARED"),
            Path.Combine(Root(), "..", "shared"),
        }.FirstOrDefault(folder => folder is not null && Directory.Exists(folder));

    /// <summary>Wall time and peak resident memory of one run; its output is thrown away.</summary>
    public static async Task<(TimeSpan Wall, long PeakBytes)> RunAsync(string program, params string[] arguments)
    {
        var (wall, peak, _) = await MeasureAsync(program, arguments);
        return (wall, peak);
    }

    /// <summary>The output of one run, and its peak resident memory.</summary>
    public static async Task<(string Output, long PeakBytes)> ReadAsync(string program, params string[] arguments)
    {
        var (_, peak, output) = await MeasureAsync(program, arguments);
        return (output, peak);
    }

    private static async Task<(TimeSpan Wall, long PeakBytes, string Output)> MeasureAsync(
        string program,
        string[] arguments
    )
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var peak = 0L;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, PeakOf(process.Id));
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(50));
        }
        var wall = clock.Elapsed;
        var written = await output;
        return process.ExitCode == 0
            ? (wall, peak, written)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {await errors}");
    }

    // The kernel's own high-water mark, so that no peak between two looks is missed.
    private static long PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status")
                .FirstOrDefault(x => x.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Assay.slnx")))
            {
                return folder.FullName;
            }
        }
        throw new InvalidOperationException("the bench does not run inside a checkout of Assay");
    }
}
