namespace Assay.EndToEnd.Tests;

/// <summary>Whether Ctrl-C can be tried here.</summary>
internal static class Interrupts
{
    // A shell that starts its jobs in the background has them ignore Ctrl-C, and what they start as well.
    public static void Require()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no signals here");
        var ignored = File.Exists("/proc/self/status")
            ? File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))
            : "0";
        var mask = Convert.ToUInt64(ignored.Split(':', '\t')[^1], 16);
        Assert.SkipWhen((mask & 2) != 0, "these tests were started with SIGINT ignored");
    }
}
