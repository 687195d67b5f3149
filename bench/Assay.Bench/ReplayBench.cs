namespace Assay.Bench;

/// <summary>Replays an answer to every MMLU question: what scoring costs when asking costs nothing.</summary>
internal static class ReplayBench
{
    private const int Rounds = 7;

    public static async Task RunAsync()
    {
        if (Whole.Shared is not { } shared)
        {
            Console.WriteLine("skipped: the benchmark data are not here (set ASSAY_SHARED)");
            return;
        }
        using var data = new GeneratedData();
        var recording = Path.Combine(data.Path, "recorded.jsonl");
        var rows = Record(Path.Combine(shared, "datasets", "mmlu", "test"), recording);
        await Whole.RunAsync(Whole.Launcher, "--version");
        var seconds = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            var (wall, _) = await Whole.RunAsync(
                Whole.Launcher,
                [
                    "eval",
                    "--model",
                    "replay:" + recording,
                    "--datasets",
                    "mmlu",
                    "--dataset-hub",
                    "Local",
                    "--dataset-dir",
                    Path.Combine(shared, "datasets"),
                    "--outputs",
                    data.Fresh("outputs"),
                    "--json",
                ]
            );
            if (round > 0)
            {
                seconds.Add(wall.TotalSeconds);
            }
        }
        Console.WriteLine(
            "| rows | median s (process start to report) | min | max | samples/s |\n|---|---|---|---|---|"
        );
        Console.WriteLine(
            $"| {rows} | {Median.Of(seconds):F2} | {seconds.Min():F2} | {seconds.Max():F2} | {rows / Median.Of(seconds):F0} |"
        );
    }

    private static int Record(string folder, string path)
    {
        using var recording = new StreamWriter(path);
        var rows = 0;
        foreach (var file in Directory.EnumerateFiles(folder, "*_test.csv").Order(StringComparer.Ordinal))
        {
            var subset = Path.GetFileName(file)[..^"_test.csv".Length];
            // More lines than rows where a field holds a line end: answers too many are never asked for.
            var lines = File.ReadLines(file).Count();
            for (var index = 0; index < lines; index++)
            {
                recording.WriteLine(
                    $$"""{"dataset": "mmlu", "subset": "{{subset}}", "index": {{index}}, "text": "The answer is {{"ABCD"[index % 4]}}."}"""
                );
            }
            rows += lines;
        }
        return Math.Min(rows, 14_042);
    }
}
