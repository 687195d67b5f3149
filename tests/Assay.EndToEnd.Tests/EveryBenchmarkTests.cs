using System.Text.Json.Nodes;

namespace Assay.EndToEnd.Tests;

/// <summary>Every benchmark runs by each way of answering, in each mode that it has.</summary>
public sealed class EveryBenchmarkTests : ServedTests
{
    private static readonly string[] ByLikelihood =
    [
        "arc",
        "ceval",
        "cmmlu",
        "general_mcq",
        "hellaswag",
        "mmlu",
        "perplexity",
        "race",
        "truthful_qa",
    ];

    public static TheoryData<string, string> Modes =>
        [
            .. SmallSets.All.Keys.Where(name => name != "perplexity").Select(name => (name, "generate")),
            .. ByLikelihood.Select(name => (name, "likelihood")),
        ];

    [Fact]
    public async Task None_is_left_out()
    {
        var listed = (await Assay.RunAsync(["datasets", "--json"]))
            .Json()
            .GetProperty("datasets")
            .EnumerateArray()
            .ToList();

        Assert.Equal(
            listed
                .Where(x => !x.GetProperty("name").GetString()!.StartsWith("mini_", StringComparison.Ordinal))
                .SelectMany(x =>
                    x.GetProperty("modes")
                        .EnumerateArray()
                        .Select(mode => (x.GetProperty("name").GetString()!, mode.GetString()!))
                )
                .Order(),
            Modes.Select(row => (row.Data.Item1, row.Data.Item2)).Order()
        );
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_baseline_answers_it(string name, string mode)
    {
        var outcome = await Assay.RunAsync([
            "eval",
            "--model",
            "baseline:first",
            "--datasets",
            name,
            "--json",
            .. Data(name, mode),
        ]);

        AssertScored(outcome.Succeeded(), name, mode);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_server_answers_it_and_the_recording_gives_the_same_report(string name, string mode)
    {
        Server.Answer = _ => "The answer is B.";
        var asked = (await AskAsync(name, Data(name, mode))).Succeeded();
        AssertScored(asked, name, mode);

        var replayed = await Assay.RunAsync([
            "eval",
            "--model",
            $"replay:{Assay.Run()}",
            "--datasets",
            name,
            .. Data(name, mode),
            "--outputs",
            "again",
            "--json",
        ]);

        Assert.Equal(
            asked.Results().Select(result => result.GetProperty("score").GetRawText()),
            replayed.Succeeded().Results().Select(result => result.GetProperty("score").GetRawText())
        );
    }

    private static void AssertScored(Outcome outcome, string name, string mode)
    {
        var result = Assert.Single(outcome.Primary());
        Assert.Equal((name, mode), (result.GetProperty("dataset").GetString(), result.GetProperty("mode").GetString()));
        Assert.True(result.GetProperty("n").GetInt32() > 0);
        Assert.Equal(0, result.GetProperty("failed").GetInt32());
    }

    private string[] Data(string name, string mode)
    {
        if (name.StartsWith("humaneval", StringComparison.Ordinal))
        {
            Sandbox.Require();
        }
        var (arguments, files) = SmallSets.All[name];
        foreach (var (path, content) in files)
        {
            Assay.Write("data/" + path, content);
        }
        var own = JsonNode.Parse(arguments)!.AsObject();
        own["mode"] = mode;
        return
        [
            "--dataset-hub",
            "Local",
            "--dataset-dir",
            "data",
            "--dataset-args",
            new JsonObject { [name] = own }.ToJsonString(),
        ];
    }
}
