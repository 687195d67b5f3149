using System.Collections.Concurrent;
using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Datasets;
using Assay.Models;
using Assay.Prompts;
using Assay.Runs;
using Assay.Train.Data;

namespace Assay.Train.Evaluation;

/// <summary>Right answers of a subset.</summary>
public sealed record SubsetResult(string Set, EvalMode Mode, string Subset, int Right, int Asked);

/// <summary>One sample's question, reference and answer.</summary>
public sealed record SampleResult(
    string Set,
    EvalMode Mode,
    string Subset,
    string Question,
    string Reference,
    string Answer,
    bool Right
);

/// <summary>The mini sets: what must not be taught, and how a model does on them, asked as Assay asks by default.</summary>
public static class MiniSets
{
    private static readonly ImmutableArray<Benchmark> Benchmarks =
    [
        new MiniMmlu(),
        new MiniArc(),
        new MiniGsm8k(),
        new MiniBbh(),
    ];

    private static LocalDataSource Source { get; } =
        new(DataRoots.Bundled ?? throw new InvalidOperationException("the folder data/ is missing"));

    /// <summary>Every question of every split, by itself and with its choices; worked examples included.</summary>
    public static async Task<ImmutableArray<Forbidden>> QuestionsAsync(CancellationToken cancellation)
    {
        var all = ImmutableArray.CreateBuilder<Forbidden>();
        foreach (var benchmark in Benchmarks)
        {
            foreach (var subset in benchmark.Info.Subsets)
            {
                // Truth values have no numbers that could differ: there the expression is the question.
                var patternIsFree = benchmark is Gsm8k || (benchmark is Bbh && subset.Name != "boolean_expressions");
                foreach (
                    var split in new[] { benchmark.Info.EvaluationSplit, benchmark.Info.FewShotSplit }.OfType<string>()
                )
                {
                    var rows = await Source.OpenAsync(new(benchmark.Info, subset.Name, split), cancellation);
                    foreach (var sample in rows.Select((row, i) => benchmark.Parse(row, subset.Name, i)))
                    {
                        var choices =
                            benchmark is Bbh
                                ? ""
                                : string.Concat(sample.Choices.Select(choice => $"\n{choice.Label}. {choice.Text}"));
                        all.Add(new(Stem(sample.Question), sample.Question + choices, patternIsFree));
                    }
                }
                var address = new DataAddress(benchmark.Info, subset.Name, benchmark.Info.EvaluationSplit);
                if (
                    benchmark is Bbh
                    && await Source.ReadTextAsync(address, benchmark.Info.PromptFile!, cancellation) is { } prompts
                )
                {
                    foreach (var example in WorkedExamples.Parse(prompts, "Q: ").Examples)
                    {
                        var question = example[3..example.IndexOf("\nA:", StringComparison.Ordinal)];
                        all.Add(new(Stem(question), question, patternIsFree));
                    }
                }
            }
        }
        return all.ToImmutable();

        static string Stem(string question) => question.Split("\nOptions:")[0];
    }

    /// <summary>Asks everything: each set by its default protocol, those with letters also by likelihoods.</summary>
    public static async Task<ImmutableArray<SampleResult>> AskAsync(
        Func<TinyModel> model,
        int threads,
        CancellationToken cancellation
    )
    {
        var results = new ConcurrentBag<(int Order, SampleResult Result)>();
        var work = new List<(SubsetTask Task, Sample Sample)>();
        foreach (var (benchmark, mode) in Benchmarks.SelectMany(b => b.Info.Modes.Select(mode => (b, mode))))
        {
            var info = benchmark.Info;
            var settings = new BenchmarkSettings
            {
                Protocol = Protocol.Llmuses,
                Mode = mode,
                FewShot = info.FewShot,
                ChainOfThought = info.ChainOfThought ?? false,
                Subsets = info.Subsets,
            };
            foreach (
                var task in await new TaskPlanner(Source, 42, null, _ => { }).PlanAsync(
                    benchmark,
                    settings,
                    cancellation
                )
            )
            {
                work.AddRange(task.Samples.Select(sample => (task, sample)));
            }
        }
        using var models = new ThreadLocal<TinyModel>(model);
        Parallel.For(
            0,
            work.Count,
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
            i => results.Add((i, Ask(work[i].Task, work[i].Sample, models.Value!)))
        );
        return [.. results.OrderBy(result => result.Order).Select(result => result.Result)];
    }

    /// <summary>Right answers by subset.</summary>
    public static IEnumerable<SubsetResult> BySubset(IEnumerable<SampleResult> results) =>
        results
            .GroupBy(result => (result.Set, result.Mode, result.Subset))
            .Select(group => new SubsetResult(
                group.Key.Set,
                group.Key.Mode,
                group.Key.Subset,
                group.Count(result => result.Right),
                group.Count()
            ));

    private static SampleResult Ask(SubsetTask task, Sample sample, TinyModel model)
    {
        var prompt = task.Benchmark.Ask(sample, task.Shots, task.Settings);
        ModelAnswer answer =
            task.Settings.Mode is EvalMode.Likelihood
                ? new Likelihoods(model.Score(prompt.Text, prompt.Continuations))
                : new Generated(model.Reply(prompt.Text));
        var score = task.Benchmark.Score(sample, answer, task.Settings);
        var right = score.Values.Length > 0 && score.Values[0].Value == 1;
        var said = answer is Generated generated ? generated.Text : score.Extracted ?? "";
        return new(task.Dataset, task.Settings.Mode, task.Subset.Name, sample.Question, sample.Reference, said, right);
    }
}
