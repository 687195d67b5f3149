using Assay.Benchmarks;
using Assay.Models;
using Assay.Prompts;
using Assay.Reports;
using Assay.Runs;
using Assay.Runs.Log;
using Assay.Scoring.Extraction;

namespace Assay.Judging;

/// <summary>One judge's way through a model's answers: which are asked about, what came back, what is still without a verdict.</summary>
/// <param name="judge">The judge.</param>
/// <param name="scale">What a verdict is.</param>
/// <param name="answers">The answers of a subset, each with a number that no other has.</param>
internal sealed class JudgePass(
    IModel judge,
    JudgeScale scale,
    Func<SubsetTask, IEnumerable<(Sample Sample, int Number, string Answer)>> answers
)
{
    // By subset and number: the reply that held no verdict.
    private readonly Dictionary<(string Subset, int Number), string> unread = [];
    private int asked;
    private int repaired;
    private int failed;

    /// <summary>The judge.</summary>
    public IModel Judge => judge;

    /// <summary>The task that asks about a subset's answers, or null when there is nothing to ask.</summary>
    public SubsetTask? TaskOf(SubsetTask task, JudgingBenchmark benchmark)
    {
        var samples = Open(task, benchmark).Select(item => item.Judging);
        return samples.FirstOrDefault() is { } first
            ? task with
            {
                Benchmark = benchmark,
                Settings = task.Settings with { Repeats = 1, Limit = null, Extractor = Extractor.Lenient },
                Shots = Shots.None,
                Pool = new Lazy<IReadOnlyList<Sample>>([]),
                Samples = samples,
                Expected = null,
                First = first,
            }
            : null;
    }

    /// <summary>Reads the verdicts on a subset from the judge's log.</summary>
    public void Read(
        SubsetTask task,
        JudgingBenchmark benchmark,
        RequestBuilder builder,
        RunFolder folder,
        Action<Sample, string, double?> found
    )
    {
        if (TaskOf(task, benchmark) is not { } judging)
        {
            return;
        }
        using var log = AnsweredSamples.Scan(
            folder.Predictions(judge.Identity.Name, judging.Dataset, judging.Subset.Name),
            repeats: 1
        );
        foreach (var (sample, answer, question) in Open(task, benchmark))
        {
            var hash = RequestKey.PromptHash(builder.Build(judging, question, 0));
            var reply = (log.Find(question.Index, 0, hash) as Generated)?.Text;
            var verdict = reply is null ? null : VerdictReader.Read(reply, scale);
            Count((task.Subset.Name, question.Index), reply, verdict, benchmark.Repairs);
            found(sample, answer, verdict);
        }
    }

    /// <summary>What the judge did.</summary>
    public JudgeReport ToReport() => new(judge.Identity.Name, asked, repaired, unread.Count, failed);

    private IEnumerable<(Sample Sample, string Answer, Sample Judging)> Open(
        SubsetTask task,
        JudgingBenchmark benchmark
    )
    {
        foreach (var (sample, number, answer) in answers(task))
        {
            string? reply = null;
            if (!benchmark.Repairs || unread.TryGetValue((task.Subset.Name, number), out reply))
            {
                // What a model thought before it answered is not what it said.
                var said = ReasoningBlocks.Strip(answer).Trim();
                yield return (sample, answer, JudgingBenchmark.SampleOf(sample, number, said, reply));
            }
        }
    }

    private void Count((string, int) key, string? reply, double? verdict, bool repairs)
    {
        if (repairs)
        {
            repaired += verdict is null ? 0 : 1;
            if (verdict is not null)
            {
                unread.Remove(key);
            }
            return;
        }
        asked++;
        failed += reply is null ? 1 : 0;
        if (reply is not null && verdict is null)
        {
            unread.Add(key, reply);
        }
    }
}
