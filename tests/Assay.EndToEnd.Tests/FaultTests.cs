using System.Text.Json;
using Assay.Testing;

namespace Assay.EndToEnd.Tests;

/// <summary>A server in trouble: what passes is asked again, what does not is told, and nothing that failed counts as wrong.</summary>
public sealed class FaultTests : ServedTests
{
    private static readonly Dictionary<string, Fault> Passing = new(StringComparer.Ordinal)
    {
        ["429"] = Fault.TooManyRequests(),
        ["429 with Retry-After"] = Fault.TooManyRequests(TimeSpan.Zero),
        ["500"] = Fault.Error(500, "oops"),
        ["503"] = Fault.Error(503, "loading"),
        ["cut"] = Fault.Cut,
        ["hang-up"] = Fault.Hangup,
        ["garbage"] = Fault.Garbage,
    };

    private static readonly string[] OfStreams = ["cut", "hang-up", "garbage"];

    public static TheoryData<string, bool> PassingFaults =>
        [.. Passing.Keys.Select(name => (name, false)), .. OfStreams.Select(name => (name, true))];

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task What_goes_wrong_once_is_asked_again_and_costs_nothing(string fault, bool stream)
    {
        Server.Answer = _ => "The answer is 3.";
        Server.Faults.Enqueue(Passing[fault]);

        var outcome = await AskAsync(
            "mini_gsm8k",
            ["--limit", "8", "--eval-batch-size", "2", .. stream ? ["--stream"] : Array.Empty<string>()]
        );

        Assert.Equal(1 / 8.0, outcome.Succeeded().Score());
        Assert.Equal(0, outcome.Primary()[0].GetProperty("failed").GetInt32());
        Assert.Equal(9, Server.Requests.Count);
        Assert.Contains("a request is asked again", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_names_a_time_is_given_it()
    {
        Server.Faults.Enqueue(Fault.TooManyRequests(TimeSpan.FromSeconds(1)));

        (await AskAsync("mini_gsm8k", "--limit", "1")).Succeeded();

        var retry = Assert.Single(Log(), line => line.GetProperty("event").GetString() == "retrying");
        Assert.Equal(1, retry.GetProperty("delay_seconds").GetDouble());
        Assert.Contains("slow down", retry.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Samples_that_stay_without_an_answer_cost_the_headline_and_are_told()
    {
        FailFor("much", Fault.Error(500, "out of memory"));

        var outcome = await AskAsync("mini_gsm8k", "--max-retries", "1");

        Assert.Equal(3, outcome.ExitCode);
        var result = Assert.Single(outcome.Primary());
        Assert.Equal(JsonValueKind.Null, result.GetProperty("score").ValueKind);
        Assert.True(result.GetProperty("failed").GetInt32() > 0);
        Assert.Equal(40, result.GetProperty("failed").GetInt32() + result.GetProperty("n").GetInt32());
        Assert.Contains("too many samples failed", outcome.Message(), StringComparison.Ordinal);
        Assert.Contains("out of memory", outcome.Message(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_command_asks_only_the_samples_that_failed()
    {
        Server.Answer = DerivedAnswers.Of;
        FailFor("much", Fault.Error(400, "too long"));
        var first = await AskAsync("mini_gsm8k", "--no-cache");
        var failed = first.Primary()[0].GetProperty("failed").GetInt32();
        var before = Server.Requests.Count;
        Server.FaultOf = _ => null;

        var second = await AskAsync("mini_gsm8k", "--no-cache");

        Assert.Equal(0, second.Succeeded().Primary()[0].GetProperty("failed").GetInt32());
        Assert.Equal(40, before);
        Assert.Equal(failed, Server.Requests.Count - before);
        Assert.All(DerivedAnswers.Asked(Server, before), prompt => Assert.Contains("much", LastQuestion(prompt)));
        Assert.Single(Assay.Runs());
    }

    [Fact]
    public async Task Few_enough_failed_samples_are_named_and_left_out()
    {
        FailFor("much", Fault.Error(400, "too long"));

        var outcome = await AskAsync("mini_gsm8k", "--max-failed", "0.2");

        var result = Assert.Single(outcome.Succeeded().Primary());
        Assert.InRange(result.GetProperty("failed").GetInt32(), 4, 8);
        Assert.Equal(JsonValueKind.Number, result.GetProperty("score").ValueKind);
    }

    [Fact]
    public async Task A_request_that_the_server_rejects_is_not_asked_again()
    {
        FailFor("much", Fault.Error(400, "too long"));

        await AskAsync("mini_gsm8k", "--max-failed", "1");

        Assert.Equal(40, Server.Requests.Count);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(429)]
    [InlineData(400)]
    public async Task A_server_that_answers_nothing_is_given_up_early(int status)
    {
        Server.FaultOf = _ => Fault.Error(status, "boom");

        var outcome = await AskAsync("mini_mmlu", "--max-retries", "1", "--eval-batch-size", "4");

        Assert.Equal(3, outcome.ExitCode);
        Assert.Equal(48, Assert.Single(outcome.Primary()).GetProperty("failed").GetInt32());
        Assert.Contains($"HTTP {status}", outcome.Message(), StringComparison.Ordinal);
        Assert.True(Server.Requests.Select(request => request.Prompt).Distinct().Count() < 48);
    }

    [Fact]
    public async Task A_server_that_was_given_up_is_asked_again_by_the_same_command()
    {
        Server.FaultOf = _ => Fault.Error(400, "boom");
        await AskAsync("mini_mmlu", "--eval-batch-size", "4");
        Server.FaultOf = _ => null;

        var outcome = await AskAsync("mini_mmlu", "--eval-batch-size", "4");

        Assert.Equal(0, outcome.Succeeded().Primary()[0].GetProperty("failed").GetInt32());
        Assert.Single(Assay.Runs());
    }

    [Fact]
    public async Task Samples_that_fail_in_every_start_are_reported_in_every_start()
    {
        Server.FaultOf = request => request.Number > 10 ? Fault.Error(400, "too long") : null;
        string[] one = ["--eval-batch-size", "1"];

        var first = await AskAsync("mini_gsm8k", one);
        var second = await AskAsync("mini_gsm8k", one);

        Assert.Equal((3, 3), (first.ExitCode, second.ExitCode));
        Assert.Equal(30, second.Primary()[0].GetProperty("failed").GetInt32());
        Assert.Equal(40 + 30, Server.Requests.Count);
    }

    [Fact]
    public async Task A_recording_that_begins_with_gaps_is_read_to_its_end()
    {
        Assay.Write("part.jsonl", Recording.Line("mini_gsm8k", "main", 39, "The answer is 3."));

        var outcome = await Assay.RunAsync(
            "eval",
            "--model",
            "replay:part.jsonl",
            "--datasets",
            "mini_gsm8k",
            "--json"
        );

        Assert.Equal(3, outcome.ExitCode);
        var result = Assert.Single(outcome.Primary());
        Assert.Equal((1, 39), (result.GetProperty("n").GetInt32(), result.GetProperty("failed").GetInt32()));
        Assert.Contains("no recorded answer", outcome.Message(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_goes_away_in_the_middle_is_told_and_the_same_command_goes_on()
    {
        Server.Answer = DerivedAnswers.Of;
        Server.FaultOf = request => request.Number > 10 ? Fault.Error(401, "key expired") : null;
        (await AskAsync("mini_gsm8k", "--eval-batch-size", "2", "--no-cache")).Refused(
            "401",
            "key expired",
            "--api-key"
        );
        var kept = RunFiles.AnsweredPrompts(Assay.Run()).ToHashSet(StringComparer.Ordinal);
        var before = Server.Requests.Count;
        Server.FaultOf = _ => null;

        (await AskAsync("mini_gsm8k", "--no-cache")).Succeeded();

        Assert.Equal(10, kept.Count);
        Assert.Equal(30, Server.Requests.Count - before);
        Assert.DoesNotContain(DerivedAnswers.Asked(Server, before), kept.Contains);
    }

    [Fact]
    public async Task A_wrong_address_that_speaks_html()
    {
        Server.Always = Fault.Html;

        (await AskAsync("mini_gsm8k")).Refused("HTML", "--api-url");
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task A_key_that_the_server_refuses()
    {
        Server.RequiredKey = "another";

        (await AskAsync("mini_gsm8k", "--api-key", "wrong-one")).Refused("401", "--api-key", "ASSAY_API_KEY");
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task A_model_that_the_server_does_not_list()
    {
        Server.Models = ["tinny", "large"];

        (await AskAsync("mini_gsm8k")).Refused("'tiny'", "--model", "'tinny'");
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task A_model_that_a_server_without_a_list_does_not_know()
    {
        Server.Models = null;
        Server.FaultOf = _ => Fault.Error(404, "The model 'tiny' does not exist", code: "model_not_found");

        (await AskAsync("mini_gsm8k")).Refused("'tiny'", "--model");
    }

    private void FailFor(string word, Fault fault) =>
        Server.FaultOf = request =>
            LastQuestion(request.Prompt).Contains(word, StringComparison.Ordinal) ? fault : null;

    // The examples before it have other words.
    private static string LastQuestion(string prompt) => prompt[prompt.LastIndexOf("\n\n", StringComparison.Ordinal)..];

    private List<JsonElement> Log() =>
        [.. File.ReadLines(Path.Combine(Assay.Run(), "logs", "assay.jsonl")).Select(line => JsonElement.Parse(line))];
}
