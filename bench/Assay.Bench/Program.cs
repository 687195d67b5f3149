using Assay.Bench;
using Assay.Bench.Local;

var benches = new Dictionary<string, (string What, Func<Task> Run)>(StringComparer.Ordinal)
{
    ["throughput"] = (
        "samples/s against a zero-latency server, next to a bare HttpClient loop",
        ThroughputBench.RunAsync
    ),
    ["replay"] = ("all 14,042 MMLU rows replayed, load to report", ReplayBench.RunAsync),
    ["memory"] = ("peak memory at 10 k and at 1 M samples", MemoryBench.RunAsync),
    ["local"] = ("model folders in process, beside the machine's limits", LocalBench.RunAsync),
    ["extract"] = ("answers read out of texts, and the longest call on hostile ones", ExtractionBench.RunAsync),
    ["startup"] = ("start of the program next to dotnet --version", StartupBench.RunAsync),
};

if (args is ["serve"])
{
    await ZeroLatencyServer.ServeAsync();
    return 0;
}

if (args is ["local-one", var folder, var shape, var precision])
{
    LocalBench.RunOne(folder, shape, precision);
    return 0;
}

var chosen = args.Length == 0 ? [.. benches.Keys] : args;
if (chosen.FirstOrDefault(name => !benches.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"bench: unknown bench '{unknown}'; known: {string.Join(", ", benches.Keys)}");
    return 2;
}
foreach (var name in chosen)
{
    Console.WriteLine($"## {name}: {benches[name].What}");
    await benches[name].Run();
    Console.WriteLine();
}
return 0;
