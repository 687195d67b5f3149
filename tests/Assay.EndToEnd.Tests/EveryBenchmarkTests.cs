using System.Text.Json.Nodes;
using Assay.Benchmarks;

namespace Assay.EndToEnd.Tests;

/// <summary>Every benchmark runs by each way of answering, in each mode that it has.</summary>
public sealed class EveryBenchmarkTests : ServedTests
{
    public static TheoryData<string, string> Modes =>
        [
            .. from name in SmallSets.All.Keys
            from mode in BenchmarkRegistry.Find(name).Info.Modes
            select (name, mode == EvalMode.Likelihood ? "likelihood" : "generate"),
        ];

    [Fact]
    public void None_is_left_out() =>
        Assert.Empty(
            BenchmarkRegistry
                .All.Select(benchmark => benchmark.Info.Name)
                .Where(name => !name.StartsWith("mini_", StringComparison.Ordinal))
                .Except(SmallSets.All.Keys)
        );

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_baseline_answers_it(string name, string mode)
    {
        var outcome = await Assay.RunAsync(["eval", "--model", "baseline:first", "--datasets", name, "--json", .. Data(name, mode)]);

        AssertScored(outcome.Succeeded(), name, mode);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_server_answers_it_and_the_recording_gives_the_same_report(string name, string mode)
    {
        Server.Answer = _ => "The answer is B.";
        var asked = (await AskAsync(name, Data(name, mode))).Succeeded();
        AssertScored(asked, name, mode);

        var replayed = await Assay.RunAsync(
            ["eval", "--model", $"replay:{Assay.Run()}", "--datasets", name, .. Data(name, mode), "--outputs", "again", "--json"]
        );

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
