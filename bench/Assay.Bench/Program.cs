using Assay.Bench;
using Assay.Bench.Loading;
using Assay.Bench.Local;

var megabytes = 1_000;
if (Array.IndexOf(args, "--mb") is >= 0 and var flag)
{
    if (flag + 1 >= args.Length || !int.TryParse(args[flag + 1], out megabytes) || megabytes < 1)
    {
        Console.Error.WriteLine(
            "bench: --mb needs a number; write --mb N, the size of the files of 'load' in megabytes"
        );
        return 2;
    }
    args = [.. args[..flag], .. args[(flag + 2)..]];
}

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
    ["load"] = (
        "rows of large files read, beside reading the same bytes (--mb N: their size, 1000 unless told)",
        () => LoadBench.RunAsync(megabytes)
    ),
    ["code"] = ("programs judged in the sandbox and without one, by language", () => CodeBench.RunAsync(only: null)),
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

if (args is ["load-plain" or "load-rows", var file])
{
    LoadBench.RunOne(args[0], file);
    return 0;
}

if (args is ["code", var language])
{
    await CodeBench.RunAsync(language);
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
