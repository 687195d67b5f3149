using System.Diagnostics;
using System.Globalization;
using Assay.Models.Local.Architectures;
using Assay.Models.Local.Engine;
using Assay.Models.Local.Folders;
using Assay.Models.Local.Weights;

namespace Assay.Bench.Local;

/// <summary>
/// Model folders in process, each precision in a process of its own: loading, prefill and decode beside the machine's limits measured in
/// the same process; then what sharing a context and a few-shot prompt saves.
/// </summary>
internal static class LocalBench
{
    private const int Slots = 9;
    private const int Context = 512;

    public static async Task RunAsync()
    {
        var root = Directory.CreateTempSubdirectory("assay-bench-").FullName;
        try
        {
            Console.WriteLine(
                "| shape | precision | load s | prefill tok/s | ÷ product rate | decode tok/s | ÷ bandwidth | 8 at once tok/s | peak MB | own MB ÷ weights and cache MB | 4 continuations × | few-shot × |"
            );
            Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
            foreach (var shape in ModelShape.All)
            {
                var folder = Path.Combine(root, shape.Name);
                shape.Write(folder);
                foreach (var precision in new[] { Precision.Float32, Precision.Int8, Precision.Int4 })
                {
                    string[] arguments =
                    [
                        typeof(LocalBench).Assembly.Location,
                        "local-one",
                        folder,
                        shape.Name,
                        $"{precision}",
                    ];
                    using var process = Process.Start(new ProcessStartInfo("dotnet", arguments))!;
                    await process.WaitForExitAsync();
                }
                Directory.Delete(folder, recursive: true);
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    /// <summary>Measures one precision of one shape and prints a row.</summary>
    public static void RunOne(string folder, string name, string precisionName)
    {
        var shape = ModelShape.All.Single(known => known.Name == name);
        var precision = Enum.Parse<Precision>(precisionName);
        var watch = Stopwatch.StartNew();
        var config = ModelFolder.Open(folder).Config;
        var store = WeightStore.Open(folder);
        var description = Architecture.Of(config).Describe(config, store);
        var transformer = DecoderTransformer.Load(description, store, precision, Environment.ProcessorCount, Slots);
        var load = watch.Elapsed.TotalSeconds;

        var prefill = Context / Best(5, () => Run(transformer, 0, 1, Context, 0));
        var decode = 1 / Best(20, () => Run(transformer, 0, 1, 1, Context));
        for (var slot = 0; slot < 8; slot++)
        {
            Run(transformer, slot, 1, Context, 0);
        }
        var eight = 8 / Best(10, () => Run(transformer, 0, 8, 1, Context));
        var (peak, own) = (Memory("VmHWM:"), Memory("RssAnon:"));
        var bandwidth = MachineLimits.ReadBandwidth(rounds: 10);
        var products = MachineLimits.ProductRate(shape, rounds: 20);
        var bytesOfWeight = precision switch
        {
            Precision.Int8 => 1 + (4 / 32.0),
            Precision.Int4 => 0.5 + (4 / 32.0),
            _ => 4,
        };
        var (continuations, shots) = Sharing(transformer);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {precision} | {load:F1} | {prefill:F0} | {prefill * 2 * shape.BodyWeights / products:F2} | {decode:F1} | "
                    + $"{decode * shape.AllWeights * bytesOfWeight / bandwidth:F2} | {eight:F0} | "
                    + $"{peak / 1e6:F0} | {own / 1e6:F0} ÷ {((shape.AllWeights * bytesOfWeight) + transformer.CacheBytes) / 1e6:F0} | {continuations:F1} | {shots:F1} |"
            )
        );
    }

    // The engine is asked as a run asks it: once with everything at once, once with nothing to share.
    private static (double Continuations, double Shots) Sharing(ITransformer transformer)
    {
        using var engine = new InferenceEngine(transformer);
        var random = new Random(3);
        int[] Text(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(1000))];

        var apart = Time(() =>
            Wait(
                engine,
                Enumerable.Range(0, 4).Select(_ => new ScoreJob(Text(500), [Text(4)], 0, default)),
                together: false
            )
        );
        var shared = Time(() =>
            Wait(engine, [new ScoreJob(Text(500), [Text(4), Text(4), Text(4), Text(4)], 0, default)], true)
        );

        // A subject's five examples take some 500 tokens, a question some 70, and a letter is one token.
        var without = Time(() =>
            Wait(engine, Enumerable.Range(0, 12).Select(_ => new ScoreJob(Text(570), [Text(1)], 0, default)), false)
        );
        var examples = Text(500);
        var with = Time(() =>
            Wait(
                engine,
                Enumerable.Range(0, 12).Select(_ => new ScoreJob([.. examples, .. Text(70)], [Text(1)], 0, default)),
                together: true
            )
        );
        return (apart / shared, without / with);
    }

    private static void Wait(InferenceEngine engine, IEnumerable<ScoreJob> jobs, bool together)
    {
        var all = jobs.ToArray();
        foreach (var job in all)
        {
            engine.Add(job);
            if (!together)
            {
                job.Result.GetAwaiter().GetResult();
            }
        }
        Task.WhenAll(all.Select(job => job.Result)).GetAwaiter().GetResult();
    }

    private static void Run(DecoderTransformer transformer, int slot, int slots, int added, int past) =>
        transformer.Run(
            new Pass
            {
                Slot = slot,
                Tokens = [.. Enumerable.Range(0, slots * added).Select(i => i % 997)],
                Past = [.. Enumerable.Repeat(past, slots)],
                Long = new bool[slots],
                Rows = [.. Enumerable.Range(1, slots).Select(i => (i * added) - 1)],
            },
            new float[slots * transformer.Vocabulary]
        );

    private static double Best(int rounds, Action run)
    {
        run();
        return Enumerable.Range(0, rounds).Min(_ => Time(run));
    }

    private static double Time(Action run)
    {
        var watch = Stopwatch.StartNew();
        run();
        return watch.Elapsed.TotalSeconds;
    }

    // The peak counts pages of the mapped file, which the system may take back at any time; the process's own memory does not.
    private static double Memory(string field) =>
        File.ReadLines("/proc/self/status")
            .Where(line => line.StartsWith(field, StringComparison.Ordinal))
            .Select(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024)
            .Single();
}
