using Assay.Testing;

namespace Assay.EndToEnd.Tests;

/// <summary>A run that is stopped, in whatever way, goes on with the same command, asks only what is missing, and reports the same.</summary>
public sealed class ResumeTests : ServedTests
{
    private const int Kills = 20;
    private const int MostBeforeAKill = 8;
    private const int AtOnce = 4;

    private static readonly TaskCompletionSource Never = new();

    [Fact]
    public async Task Killed_twenty_times_a_run_reports_the_same_and_asks_nothing_again_that_was_written()
    {
        Server.Answer = DerivedAnswers.Of;
        var command = Asking("mini_mmlu,mini_gsm8k,mini_arc,mini_bbh", "--eval-batch-size", $"{AtOnce}", "--no-cache");
        var random = new Random(20);
        var written = new HashSet<string>(StringComparer.Ordinal);
        for (var kill = 0; kill < Kills; kill++)
        {
            var before = Server.Requests.Count;
            var moment = before + random.Next(MostBeforeAKill + 1);
            // What comes later than that waits, so that the run cannot end before it is killed.
            HoldAfter(moment + AtOnce);
            using var run = Assay.Start(command);
            await run.UntilAsync(Server.SeenAsync(moment));
            await run.KillAsync();

            Assert.DoesNotContain(DerivedAnswers.Asked(Server, before), written.Contains);
            written.UnionWith(Assay.Runs().SelectMany(RunFiles.AnsweredPrompts));
        }
        Server.FaultOf = _ => null;
        var last = Server.Requests.Count;
        (await Assay.RunAsync(command)).Succeeded();

        Assert.DoesNotContain(DerivedAnswers.Asked(Server, last), written.Contains);
        Assert.NotEmpty(written);
        using var undisturbed = new AssayProgram();
        await using var another = await ModelServer.StartAsync();
        another.Answer = DerivedAnswers.Of;
        (await undisturbed.RunAsync(command.Select(x => x == Server.Url ? another.Url : x))).Succeeded();
        Assert.Equal(another.Requests.Count, written.Union(DerivedAnswers.Asked(Server, last)).Count());
        Assert.Equal(RunFiles.Reports(undisturbed.Run()), RunFiles.Reports(Assay.Run()));
        Assert.Equal(RunFiles.Reviews(undisturbed.Run()), RunFiles.Reviews(Assay.Run()));
    }

    [Fact]
    public async Task Interrupted_once_a_run_finishes_what_is_under_way()
    {
        Interrupts.Require();
        Server.Answer = DerivedAnswers.Of;
        var release = new TaskCompletionSource();
        Server.FaultOf = request => request.Number > 8 ? Fault.Delay(release.Task) : null;
        using var run = Assay.Start(Asking("mini_gsm8k", "--eval-batch-size", "4", "--no-cache"));
        await run.UntilAsync(Server.SeenAsync(12));

        run.Interrupt();
        await run.UntilSaidAsync("finishing what is under way");
        release.SetResult();
        var interrupted = await run.EndAsync();

        Assert.Equal((130, ""), (interrupted.ExitCode, interrupted.Output));
        Assert.Contains("the same command goes on", interrupted.Errors, StringComparison.Ordinal);
        Assert.Equal(12, Server.Requests.Count);
        Assert.Equal(12, RunFiles.AnsweredPrompts(Assay.Run()).Count());

        (await AskAsync("mini_gsm8k", "--no-cache")).Succeeded();
        Assert.Equal(40, Server.Requests.Count);
        Assert.Equal(40, DerivedAnswers.Asked(Server).Distinct().Count());
    }

    [Fact]
    public async Task Interrupted_twice_a_run_stops_at_once_and_goes_on_later()
    {
        Interrupts.Require();
        HoldAfter(8);
        using var run = Assay.Start(Asking("mini_gsm8k", "--eval-batch-size", "4", "--no-cache"));
        await run.UntilAsync(Server.SeenAsync(12));

        run.Interrupt();
        await run.UntilSaidAsync("once more stops at once");
        run.Interrupt();
        var interrupted = await run.EndAsync();

        Assert.Equal((130, ""), (interrupted.ExitCode, interrupted.Output));
        Assert.Equal(8, RunFiles.AnsweredPrompts(Assay.Run()).Count());

        Server.FaultOf = _ => null;
        (await AskAsync("mini_gsm8k", "--no-cache")).Succeeded();
        Assert.Equal(12 + 32, Server.Requests.Count);
        Assert.Single(Assay.Runs());
    }

    [Fact]
    public async Task A_run_that_another_process_is_writing_is_left_alone()
    {
        HoldAfter(0);
        using var first = Assay.Start(Asking("mini_gsm8k", "--eval-batch-size", "1"));
        await first.UntilAsync(Server.SeenAsync(1));

        (await AskAsync("mini_gsm8k")).Refused("another process", Path.GetFileName(Assay.Run()), "--new-run");

        Assert.Single(Server.Requests);
    }

    [Fact]
    public async Task Asking_and_scoring_are_stages_of_their_own()
    {
        Server.Answer = DerivedAnswers.Of;

        var asked = await AskAsync("mini_gsm8k", "--stage", "infer");
        var requests = Server.Requests.Count;
        Server.Always = Fault.Hangup;
        var scored = await AskAsync("mini_gsm8k", "--stage", "review");

        Assert.Equal((0, 40, 40), (asked.ExitCode, requests, Server.Requests.Count));
        Assert.Equal(40, Assert.Single(scored.Succeeded().Primary()).GetProperty("n").GetInt32());
        Assert.Equal(40, RunFiles.Reviews(Assay.Run()).Count);
    }

    [Fact]
    public async Task There_is_nothing_to_score_before_something_was_asked()
    {
        (await AskAsync("mini_gsm8k", "--stage", "review")).Refused("no run", "--stage infer");
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task A_new_run_of_the_same_plan_takes_its_answers_from_the_cache()
    {
        Server.Answer = DerivedAnswers.Of;
        (await AskAsync("mini_gsm8k")).Succeeded();

        (await AskAsync("mini_gsm8k", "--new-run")).Succeeded();

        Assert.Equal(40, Server.Requests.Count);
        var runs = Assay.Runs();
        Assert.Equal(2, runs.Count);
        Assert.Equal(RunFiles.Reports(runs[0]), RunFiles.Reports(runs[1]));
    }

    [Theory]
    [InlineData("--no-cache")]
    [InlineData("--use-cache=false")]
    [InlineData("--mem-cache")]
    public async Task Without_the_cache_a_new_run_asks_everything(string flag)
    {
        (await AskAsync("mini_gsm8k", "--limit", "5")).Succeeded();

        (await AskAsync("mini_gsm8k", "--limit", "5", "--new-run", flag)).Succeeded();

        Assert.Equal(10, Server.Requests.Count);
    }

    [Fact]
    public async Task A_larger_run_asks_only_what_a_smaller_one_has_not()
    {
        (await AskAsync("mini_gsm8k", "--limit", "5")).Succeeded();

        (await AskAsync("mini_gsm8k", "--limit", "8")).Succeeded();

        Assert.Equal(8, Server.Requests.Count);
    }

    [Fact]
    public async Task The_cache_tells_its_size_and_is_pruned()
    {
        (await AskAsync("mini_gsm8k", "--limit", "5")).Succeeded();

        var size = (await Assay.RunAsync("cache", "size", "--json")).Json();
        var pruned = (await Assay.RunAsync("cache", "prune", "--older-than", "0")).Succeeded();
        (await AskAsync("mini_gsm8k", "--limit", "5", "--new-run")).Succeeded();

        Assert.Equal(5, size.GetProperty("answers").GetInt32());
        Assert.Equal("5 answers removed\n", pruned.Output);
        Assert.Equal(10, Server.Requests.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(300)]
    public async Task A_record_that_was_cut_off_is_asked_again(int bytes)
    {
        Server.Answer = DerivedAnswers.Of;
        (await AskAsync("mini_gsm8k", "--limit", "5", "--no-cache")).Succeeded();
        var whole = RunFiles.Reports(Assay.Run());
        var log = Assert.Single(
            Directory.GetFiles(Path.Combine(Assay.Run(), "predictions"), "*", SearchOption.AllDirectories)
        );
        using (var file = File.OpenWrite(log))
        {
            file.SetLength(file.Length - bytes);
        }

        var run = Path.GetRelativePath(Assay.Folder, Assay.Run());
        (await AskAsync("mini_gsm8k", "--limit", "5", "--no-cache", "--use-cache", run)).Succeeded();

        Assert.Equal(6, Server.Requests.Count);
        Assert.Equal(5, DerivedAnswers.Asked(Server).Distinct().Count());
        Assert.Equal(5, RunFiles.Predictions(Assay.Run()).Count);
        Assert.Equal(whole, RunFiles.Reports(Assay.Run()));
    }

    private void HoldAfter(int number) =>
        Server.FaultOf = request => request.Number > number ? Fault.Delay(Never.Task) : null;
}
