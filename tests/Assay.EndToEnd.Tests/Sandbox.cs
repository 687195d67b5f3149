namespace Assay.EndToEnd.Tests;

/// <summary>What a machine has to run programs in, seen from outside.</summary>
internal static class Sandbox
{
    /// <summary>Skips a test where there is no sandbox.</summary>
    public static void Require() =>
        Assert.SkipUnless(File.Exists("/usr/bin/bwrap"), "bubblewrap is not installed: apt-get install bubblewrap");

    /// <summary>The processes of this machine whose command line has a text.</summary>
    public static List<string> Running(string text)
    {
        var found = new List<string>();
        foreach (var folder in Directory.GetDirectories("/proc").Where(path => char.IsAsciiDigit(path[6])))
        {
            try
            {
                var line = File.ReadAllText(Path.Combine(folder, "cmdline"));
                if (line.Contains(text, StringComparison.Ordinal))
                {
                    found.Add(line.Replace('\0', ' '));
                }
            }
            catch (IOException)
            {
                // It has ended.
            }
        }
        return found;
    }

    /// <summary>Waits until something of the machine is so; it tells nobody when it becomes so.</summary>
    public static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!holds())
        {
            await look.WaitForNextTickAsync(patience.Token);
        }
    }
}
