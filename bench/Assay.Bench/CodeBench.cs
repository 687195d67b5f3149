using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using Assay.Benchmarks;
using Assay.Code;
using Assay.Datasets.Formats;
using Assay.Sandbox;
using Assay.Sandbox.Bubblewrap;
using Assay.Scoring.Code;

namespace Assay.Bench;

/// <summary>
/// How many programs are judged in a second, in the sandbox and without one, over the reference solutions of HumanEval-X in each language
/// and of HumanEval. The two are run in turns, so that both meet the same machine.
/// </summary>
internal static class CodeBench
{
    private static readonly BenchmarkSettings Settings = new()
    {
        Protocol = Protocol.Llmuses,
        Mode = EvalMode.Generate,
        FewShot = 0,
        Subsets = [],
    };

    public static async Task RunAsync(string? only)
    {
        var shared = Environment.GetEnvironmentVariable("ASSAY_SHARED") ?? "../shared";
        Console.WriteLine(
            "| programs | judged | not passed | seconds | programs/s | without sandbox, programs/s | sandbox ÷ none | sandbox, ms an item |\n|---|---|---|---|---|---|---|---|"
        );
        foreach (var language in CodeJudge.Languages.Where(name => only is null || name == only))
        {
            await CompareAsync(
                language,
                Tasks(new HumanEvalX(), language, $"{shared}/datasets/humaneval-x/humaneval_{language}.jsonl.gz")
            );
        }
        if (only is null)
        {
            await CompareAsync(
                "HumanEval",
                Tasks(new HumanEval(), "openai_humaneval", $"{shared}/datasets/humaneval/HumanEval.jsonl.gz")
            );
        }
    }

    private static async Task CompareAsync(string name, List<CodeTask> tasks)
    {
        // In turns, a part at a time; the first part warms both up.
        await using var held = new CodeJudge(OpenAsync);
        await using var free = new CodeJudge(_ => Task.FromResult<ISandbox>(new NoSandbox()));
        var (inside, outside) = (0.0, 0.0);
        var failed = new List<string>();
        await JudgeAsync(held, tasks[..4], []);
        await JudgeAsync(free, tasks[..4], []);
        foreach (var part in tasks.Chunk(41))
        {
            inside += await JudgeAsync(held, part, failed);
            outside += await JudgeAsync(free, part, []);
        }
        var n = tasks.Count;
        var cost = (inside - outside) / n * 1000;
        Console.WriteLine(
            $"| {name} | {n} | {failed.Count} | {inside:F1} | {n / inside:F1} | {n / outside:F1} | {inside / outside:F2} | {cost:F1} |"
        );
        foreach (var line in failed)
        {
            Console.Error.WriteLine(line);
        }
    }

    private static async Task<ISandbox> OpenAsync(CancellationToken cancellationToken) =>
        OperatingSystem.IsLinux()
            ? await BubblewrapSandbox.OpenAsync(cancellationToken)
            : throw new PlatformNotSupportedException("bubblewrap is for Linux");

    private static async Task<double> JudgeAsync(CodeJudge judge, IEnumerable<CodeTask> tasks, List<string> failed)
    {
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            tasks,
            new ParallelOptions { MaxDegreeOfParallelism = 4 * Environment.ProcessorCount },
            async (task, token) =>
            {
                var verdict = await judge.JudgeAsync(task, token);
                if (verdict.Outcome != CodeOutcome.Passed)
                {
                    lock (failed)
                    {
                        failed.Add($"{task.Language} {task.EntryPoint}: {verdict.Name} {verdict.Detail}");
                    }
                }
            }
        );
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static List<CodeTask> Tasks(CodeBenchmark benchmark, string subset, string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var tasks = new List<CodeTask>();
        while (reader.ReadLine() is { } line)
        {
            var sample = benchmark.Parse(
                new JsonRow(JsonElement.Parse(line), file, tasks.Count + 1),
                subset,
                tasks.Count
            );
            tasks.Add(benchmark.Task(sample, sample.Reference, Settings)!);
        }
        return tasks;
    }
}
