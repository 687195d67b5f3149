namespace Assay.Bench;

/// <summary>Peak memory of a run must not grow with the number of samples.</summary>
internal static class MemoryBench
{
    public static async Task RunAsync()
    {
        await Whole.RunAsync(Whole.Launcher, "--version");
        Console.WriteLine("| samples | peak MiB | wall s |\n|---|---|---|");
        var small = await MeasureAsync(10_000);
        var large = await MeasureAsync(1_000_000);
        Console.WriteLine($"ratio {large / small:F2}");
    }

    private static async Task<double> MeasureAsync(int samples)
    {
        using var data = new GeneratedData();
        data.WriteGsm8k(samples);
        var (wall, peak) = await Whole.RunAsync(
            Whole.Launcher,
            [
                "eval",
                "--model",
                "baseline:random",
                "--datasets",
                "gsm8k",
                "--dataset-args",
                """{"gsm8k": {"few_shot_num": 0}}""",
                "--dataset-hub",
                "Local",
                "--dataset-dir",
                data.Path,
                "--outputs",
                data.Fresh("outputs"),
                "--json",
            ]
        );
        var mebibytes = peak / 1024.0 / 1024.0;
        Console.WriteLine($"| {samples} | {mebibytes:F1} | {wall.TotalSeconds:F1} |");
        return mebibytes;
    }
}
