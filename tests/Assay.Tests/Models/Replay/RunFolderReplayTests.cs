using Assay.Models;
using Assay.Models.Replay;
using Assay.Runs;
using Assay.Runs.Log;
using Assay.Testing;
using Assay.Tests.Runs;

namespace Assay.Tests.Models.Replay;

public sealed class RunFolderReplayTests : IDisposable
{
    private static readonly RequestBuilder Builder = new(new GenerationOptions(), rawText: false);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_answers_of_a_run_are_replayed_without_its_times()
    {
        var said = new Generated("zero")
        {
            Reasoning = "none",
            FinishReason = "stop",
            Usage = new TokenUsage(3, 1),
        };
        Log("m", "small", Answered(0, said with { Latency = TimeSpan.FromSeconds(1) }));
        Log("m", "large", Answered(5, new Generated("ten"), "large"));
        await using var model = ReplayModel.Open(folder.Path);

        Assert.Equal(said, await AnswerAsync(model, TestTasks.Sample(0)));
        Assert.Equal("ten", await model.AskAsync(5, "sums", "large"));
        Assert.Equal("replay:m", model.Identity.Name);
    }

    [Fact]
    public async Task The_likelihoods_of_a_run_are_replayed()
    {
        var scores = new Likelihoods([new Likelihood(-1.5, 2, true), new Likelihood(double.NegativeInfinity)]);
        Log("m", "small", Answered(0, scores));
        await using var model = ReplayModel.Open(folder.Path);

        var replayed = await model.ScoreAsync(
            Requests.Scores(Requests.Origin(TestTasks.Sample(0)), " a", " b"),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(scores.Choices, replayed.Choices);
    }

    [Fact]
    public async Task A_failed_sample_of_a_run_fails_again_in_the_same_words()
    {
        Log("m", "small", Answered(0, null) with { Error = "time-out" }, Answered(1, new Generated("2")));
        await using var model = ReplayModel.Open(folder.Path);

        var failure = await Assert.ThrowsAsync<ModelException>(() => model.AskAsync(0, "sums", "small"));

        Assert.Equal("time-out", failure.Message);
    }

    [Fact]
    public async Task Damaged_lines_of_a_run_are_passed_over()
    {
        var file = Log("m", "small", Answered(0, new Generated("zero")));
        await File.AppendAllTextAsync(file, """{"index": 1, "repe""", TestContext.Current.CancellationToken);
        await using var model = ReplayModel.Open(folder.Path);

        Assert.Equal("zero", await model.AskAsync(0, "sums", "small"));
        await Assert.ThrowsAsync<ModelException>(() => model.AskAsync(1, "sums", "small"));
    }

    [Fact]
    public async Task A_prediction_file_alone_is_a_recording_too()
    {
        await using var model = ReplayModel.Open(Log("m", "small", Answered(0, new Generated("zero"))));

        Assert.Equal("zero", await model.AskAsync(0, "sums", "small"));
    }

    [Fact]
    public void A_run_of_several_models_lists_them()
    {
        Log("org/one", "small", Answered(0, new Generated("1")));
        Log("two", "small", Answered(0, new Generated("2")));

        var refusal = Assert.Throws<InputException>(() => ReplayModel.Open(folder.Path));

        Assert.Equal(
            $"{folder.Path}: the run has 2 models; name one as {folder.Path}#MODEL: org/one, two",
            refusal.Message
        );
    }

    [Theory]
    [InlineData("org/one", "1")]
    [InlineData("two", "2")]
    public async Task One_of_several_models_is_chosen_by_its_name(string name, string answer)
    {
        Log("org/one", "small", Answered(0, new Generated("1")));
        Log("two", "small", Answered(0, new Generated("2")));
        await using var model = ReplayModel.Open($"{folder.Path}#{name}");

        Assert.Equal(answer, await model.AskAsync(0, "sums", "small"));
        Assert.Equal("replay:" + name, model.Identity.Name);
    }

    [Fact]
    public void A_model_that_the_run_lacks_is_refused_with_the_nearest()
    {
        Log("mistral", "small", Answered(0, new Generated("1")));

        var refusal = Assert.Throws<InputException>(() => ReplayModel.Open(folder.Path + "#mistrol"));

        Assert.Equal("did you mean 'mistral'? known: mistral", refusal.Remedy);
    }

    private static async Task<Generated> AnswerAsync(ReplayModel model, Assay.Benchmarks.Sample sample) =>
        await model.GenerateAsync(Requests.Text(Requests.Origin(sample)), TestContext.Current.CancellationToken);

    private static Exchange Answered(int index, ModelAnswer? answer, string subset = "small")
    {
        var task = TestTasks.Task(index + 1, subset: subset);
        var sample = TestTasks.Sample(index, subset);
        var request = Builder.Build(task, sample, 0);
        return new Exchange
        {
            Task = task,
            Sample = sample,
            Repeat = 0,
            Request = request,
            PromptHash = RequestKey.PromptHash(request),
            Answer = answer,
        };
    }

    private string Log(string model, string subset, params Exchange[] exchanges)
    {
        using var run = RunFolder.Open(folder.Path);
        var path = run.Predictions(model, "sums", subset);
        using var log = JsonLines.Create(path);
        foreach (var exchange in exchanges)
        {
            log.Add((model, exchange), static (json, x) => PredictionJson.Write(json, x.model, x.exchange));
        }
        log.Flush();
        return path;
    }
}
