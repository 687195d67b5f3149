using System.Text.Json;
using Assay.Models;
using Assay.Reports;
using Assay.Runs;
using Assay.Runs.Caching;
using Assay.Testing;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Assay.Tests.Runs;

public sealed class EvalPipelineTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Events events = new();
    private IAnswerCache cache = new NoAnswerCache();

    public void Dispose()
    {
        cache.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Every_sample_of_every_subset_is_asked_once_logged_and_scored()
    {
        await using var model = new CountingModel();

        var report = await RunAsync(model, samples: 300);

        Assert.Equal(300, model.Asked.Count); // both subsets ask the same questions
        Assert.Equal(600, model.Total);
        Assert.Equal(600, Lines("predictions").Count);
        Assert.Equal(600, Lines("reviews").Count);
        Assert.Equal(600, report.N);
        Assert.Equal(1.0, report.Score!.Mean);
    }

    [Fact]
    public async Task A_second_start_asks_nothing_that_is_in_the_log()
    {
        await using var model = new CountingModel();
        var first = await RunAsync(model, samples: 20);
        await using var again = new CountingModel();

        var second = await RunAsync(again, samples: 20);

        Assert.Equal(0, again.Total);
        Assert.Equal(ReportJson.Write(new EvalReport("r", [first])), ReportJson.Write(new EvalReport("r", [second])));
        Assert.All(events.OfType<SampleDone>().Skip(40), done => Assert.Equal(AnswerSource.RunLog, done.Source));
    }

    [Fact]
    public void Cut_off_at_any_byte_a_run_asks_only_what_was_lost_and_reports_the_same() =>
        Gen.Int[0, 1_000_000]
            .Sample(
                cut =>
                {
                    using var place = new TemporaryFolder();
                    using var model = new DisposableModel();
                    var whole = Run(place, model.Model);
                    var log = Directory
                        .GetFiles(place["run/predictions"], "*small.jsonl", SearchOption.AllDirectories)
                        .Single();
                    var bytes = File.ReadAllBytes(log);
                    cut %= bytes.Length + 1;
                    File.WriteAllBytes(log, bytes[..cut]);
                    var kept = bytes.AsSpan(0, cut).Count((byte)'\n');

                    using var second = new DisposableModel();
                    var resumed = Run(place, second.Model);

                    Assert.Equal(12 - kept, second.Model.Total);
                    Assert.Equal(whole, resumed);
                },
                iter: 60
            );

    [Fact]
    public async Task Repeats_are_asked_and_resumed_one_by_one()
    {
        await using var model = new CountingModel((question, times) => new Generated($"{question} {times}"));

        await RunAsync(model, samples: 4, repeats: 3, temperature: 0.7);
        var asked = model.Total;
        await RunAsync(model, samples: 4, repeats: 3, temperature: 0.7);

        Assert.Equal(4 * 3 * 2, asked);
        Assert.Equal(asked, model.Total);
    }

    [Fact]
    public async Task A_failed_sample_is_told_and_asked_again_by_the_next_start()
    {
        await using var broken = new CountingModel(
            (question, _) =>
                question.StartsWith("7 ", StringComparison.Ordinal)
                    ? throw new ModelException("too long", ModelFailure.Rejected)
                    : new Generated("0")
        );
        var report = await RunAsync(broken, samples: 10);
        Assert.Equal((18, 2), (report.N, report.Failed));
        Assert.Contains(Lines("reviews"), line => line.GetProperty("status").GetString() == "failed");

        await using var mended = new CountingModel();
        var second = await RunAsync(mended, samples: 10);

        Assert.Equal(2, mended.Total);
        Assert.Equal((20, 0), (second.N, second.Failed));
    }

    [Fact]
    public async Task A_fatal_failure_stops_the_run_and_keeps_what_was_answered()
    {
        await using var model = new CountingModel(
            (question, _) =>
                question.StartsWith("9 ", StringComparison.Ordinal)
                    ? throw new ModelException("key refused", ModelFailure.Fatal) { Remedy = "give another" }
                    : new Generated("0")
        );

        var failure = await Assert.ThrowsAsync<InputException>(() => RunAsync(model, samples: 1000));

        Assert.Contains("key refused; give another", failure.Message, StringComparison.Ordinal);
        Assert.True(model.Total < 100);
        Assert.Equal(model.Total, Lines("predictions").Count);
    }

    [Fact]
    public async Task Draining_asks_nothing_more_and_writes_what_is_under_way()
    {
        using var drain = new CancellationTokenSource();
        await using var model = new CountingModel(
            (question, _) =>
            {
                if (question.StartsWith("30 ", StringComparison.Ordinal))
                {
                    drain.Cancel();
                }
                return new Generated("0");
            }
        );

        var whole = await StartAsync(
            folder,
            model,
            1000,
            1,
            0,
            new Dictionary<string, Scoreboard>(StringComparer.Ordinal),
            drain.Token,
            TestContext.Current.CancellationToken
        );

        Assert.False(whole);
        Assert.InRange(model.Total, 31, 100);
        Assert.Equal(model.Total, Lines("predictions").Count);
    }

    [Fact]
    public async Task Stopped_at_once_a_run_still_writes_the_answers_that_had_come()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var model = new CountingModel(
            (question, _) =>
            {
                if (question.StartsWith("30 ", StringComparison.Ordinal))
                {
                    stop.Cancel();
                }
                return new Generated("0");
            }
        );

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            StartAsync(folder, model, 1000, 1, 0, [], TestContext.Current.CancellationToken, stop.Token)
        );

        Assert.InRange(model.Total, 31, 100);
        Assert.Equal(model.Total, Lines("predictions").Count);
    }

    [Fact]
    public async Task An_answer_of_another_run_is_taken_from_the_cache()
    {
        cache = new MemoryAnswerCache();
        await using var model = new CountingModel();
        await RunAsync(model, samples: 5);
        // The other subset asks the same questions while the first ones may still be under way.
        Directory.Delete(folder["run"], recursive: true);
        await using var other = new CountingModel();

        await RunAsync(other, samples: 5);

        Assert.Equal(0, other.Total);
        Assert.All(Lines("predictions"), line => Assert.True(line.GetProperty("from_cache").GetBoolean()));
    }

    [Fact]
    public async Task Another_model_is_asked_although_the_question_is_in_the_cache()
    {
        cache = new MemoryAnswerCache();
        await using var model = new CountingModel();
        await RunAsync(model, samples: 5);
        await using var other = new CountingModel { Identity = new("adder", "elsewhere") };
        Directory.Delete(folder["run"], recursive: true);

        await RunAsync(other, samples: 5);

        Assert.NotEqual(0, other.Total);
    }

    [Fact]
    public async Task A_review_says_what_was_answered_found_and_expected()
    {
        await using var model = new CountingModel((_, _) => new Generated("4"));

        await RunAsync(model, samples: 3);

        var review = Lines("reviews").First(line => line.GetProperty("index").GetInt32() == 1);
        Assert.Equal("4", review.GetProperty("answer").GetString());
        Assert.Equal("4", review.GetProperty("extracted").GetString());
        Assert.Equal("whole text", review.GetProperty("rule").GetString());
        Assert.Equal("2", review.GetProperty("gold").GetString());
        Assert.Equal(0, review.GetProperty("score").GetProperty("acc").GetDouble());
        Assert.Equal(64, review.GetProperty("prompt_hash").GetString()!.Length);
    }

    private static byte[] Run(TemporaryFolder place, CountingModel model)
    {
        var scoreboards = new Dictionary<string, Scoreboard>(StringComparer.Ordinal);
        using var run = new EvalPipelineTests();
        run.StartAsync(place, model, 12, 1, 0, scoreboards, default, TestContext.Current.CancellationToken)
            .GetAwaiter()
            .GetResult();
        return ReportJson.Write(new EvalReport("r", [.. scoreboards["sums"].ToReport(0.01)]));
    }

    private async Task<MetricReport> RunAsync(IModel model, int samples, int repeats = 1, double temperature = 0)
    {
        var scoreboards = new Dictionary<string, Scoreboard>(StringComparer.Ordinal);
        await StartAsync(
            folder,
            model,
            samples,
            repeats,
            temperature,
            scoreboards,
            default,
            TestContext.Current.CancellationToken
        );
        return scoreboards["sums"].ToReport(maxFailed: 0.5).Single(report => report.Primary);
    }

    private async Task<bool> StartAsync(
        TemporaryFolder place,
        IModel model,
        int samples,
        int repeats,
        double temperature,
        Dictionary<string, Scoreboard> scoreboards,
        CancellationToken drain,
        CancellationToken stop
    )
    {
        var tasks = TestTasks.Tasks(samples, repeats);
        scoreboards["sums"] = new Scoreboard(tasks[0].Benchmark.Info, tasks[0].Settings, model.Identity.Name);
        var plan = new EvalPlan
        {
            Models = ["adder"],
            Datasets = ["sums"],
            MaxRetries = 0,
        };
        using var run = RunFolder.Open(place["run"]);
        var builder = new RequestBuilder(new GenerationOptions { Temperature = temperature }, rawText: false);
        var pipeline = new EvalPipeline(model, plan, builder, run, cache, events, new FakeTimeProvider());
        return await pipeline.RunAsync(tasks, scoreboards, drain, stop);
    }

    private List<JsonElement> Lines(string kind) =>
        [
            .. Directory
                .EnumerateFiles(folder["run/" + kind], "*.jsonl", SearchOption.AllDirectories)
                .SelectMany(File.ReadLines)
                .Select(line => JsonDocument.Parse(line).RootElement),
        ];

    private sealed class DisposableModel : IDisposable
    {
        public CountingModel Model { get; } = new();

        public void Dispose() => Model.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
