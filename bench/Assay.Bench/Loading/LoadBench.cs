using System.Diagnostics;
using Assay.Benchmarks;
using Assay.Datasets;

namespace Assay.Bench.Loading;

/// <summary>
/// How fast rows are read from large files, beside reading the same bytes plainly. Each measurement is a process of its own, so that
/// its peak memory is its own.
/// </summary>
internal static class LoadBench
{
    private const int Rounds = 3;
    private const int BlockBytes = 1 << 16;

    public static async Task RunAsync(int megabytes)
    {
        using var data = new GeneratedData();
        var bytes = megabytes * 1_000_000L;
        string[] files =
        [
            GeneratedRows.WriteJsonLines(data.Fresh("rows") + ".jsonl", bytes),
            await GeneratedRows.WriteParquetAsync(data.Fresh("rows") + ".parquet", bytes),
        ];
        Console.WriteLine(
            "| file | MB | rows | rows/s | MB/s | plain read MB/s | plain ÷ rows | peak MiB | plain peak MiB |\n"
                + "|---|---|---|---|---|---|---|---|---|"
        );
        foreach (var file in files)
        {
            var plain = await MeasureAsync("load-plain", file);
            var rows = await MeasureAsync("load-rows", file);
            var size = new FileInfo(file).Length / 1e6;
            Console.WriteLine(
                $"| {Path.GetExtension(file)} | {size:F0} | {rows.Count} | {rows.Count / rows.Seconds:F0} | {size / rows.Seconds:F0} | "
                    + $"{size / plain.Seconds:F0} | {rows.Seconds / plain.Seconds:F1} | {rows.Peak:F0} | {plain.Peak:F0} |"
            );
        }
    }

    /// <summary>Reads a file once, in the process of a measurement, and prints what was counted and the seconds it took.</summary>
    public static void RunOne(string how, string file)
    {
        var watch = Stopwatch.StartNew();
        var count = how == "load-plain" ? Bytes(file) : Rows(file);
        Console.WriteLine($"{count} {watch.Elapsed.TotalSeconds:R}");
    }

    private static async Task<(long Count, double Seconds, double Peak)> MeasureAsync(string how, string file)
    {
        List<(long Count, double Seconds, double Peak)> rounds = [];
        // The first round warms the cache of the file system.
        for (var round = 0; round <= Rounds; round++)
        {
            var (output, peak) = await Whole.ReadAsync("dotnet", typeof(LoadBench).Assembly.Location, how, file);
            var parts = output.Split(' ');
            rounds.Add((long.Parse(parts[0]), double.Parse(parts[1]), peak / 1024.0 / 1024.0));
        }
        var measured = rounds[1..];
        return (measured[0].Count, Median.Of(measured.Select(x => x.Seconds)), measured.Max(x => x.Peak));
    }

    private static long Rows(string file)
    {
        var characters = 0L;
        var count = 0L;
        foreach (var row in DataFile.Read(file, new DataLayout("")))
        {
            characters += row.Text("question").Length + row.Texts("choices.text").Length;
            count++;
        }
        return characters > 0 ? count : 0;
    }

    private static long Bytes(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 0);
        var block = new byte[BlockBytes];
        var total = 0L;
        while (stream.Read(block) is > 0 and var count)
        {
            total += count;
        }
        return total;
    }
}
