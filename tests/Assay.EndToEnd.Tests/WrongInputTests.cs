using System.Net;
using System.Net.Sockets;
using Assay.Testing;

namespace Assay.EndToEnd.Tests;

/// <summary>What cannot be used costs one line: what is wrong, where, the remedy. Exit code 2, nothing on standard output.</summary>
public sealed class WrongInputTests : IDisposable
{
    private static readonly string[] Small =
    [
        "eval",
        "--model",
        "baseline:first",
        "--datasets",
        "mini_gsm8k",
        "--limit",
        "1",
    ];

    private readonly AssayProgram assay = new();

    public void Dispose() => assay.Dispose();

    [Fact]
    public Task An_unknown_verb() => Refuses(["evil"], "evil", "eval");

    [Fact]
    public Task An_unknown_flag() => Refuses([.. Small, "--modle", "x"], "--modle", "--model");

    [Fact]
    public Task An_unknown_flag_of_another_verb() => Refuses(["cache", "size", "--frobnicate"], "--frobnicate");

    [Fact]
    public Task A_flag_without_its_value() => Refuses([.. Small, "--seed"], "--seed");

    [Fact]
    public Task No_model() => Refuses(["eval", "--datasets", "mini_gsm8k"], "--model");

    [Fact]
    public Task No_data_set() => Refuses(["eval", "--model", "baseline:first"], "--datasets");

    [Fact]
    public Task An_unknown_data_set() =>
        Refuses(
            ["eval", "--model", "baseline:first", "--datasets", "mini_gsm8"],
            "mini_gsm8'",
            "did you mean 'mini_gsm8k'"
        );

    [Fact]
    public Task An_unknown_template_type() =>
        Refuses([.. Small, "--template-type", "chatglm33"], "--template-type", "did you mean 'chatglm3'");

    [Fact]
    public Task An_unknown_subset() =>
        Refuses(
            [.. Small, "--dataset-args", """{"mini_gsm8k": {"subset_list": ["mian"]}}"""],
            "mini_gsm8k",
            "'mian'",
            "did you mean 'main'"
        );

    [Fact]
    public Task An_unknown_key_of_dataset_args() =>
        Refuses(
            [.. Small, "--dataset-args", """{"mini_gsm8k": {"few_shots": 1}}"""],
            "few_shots",
            "few_shot_num",
            "subset_list"
        );

    [Fact]
    public Task An_unknown_baseline() =>
        Refuses(["eval", "--model", "baseline:frist", "--datasets", "mini_gsm8k"], "frist", "did you mean 'first'");

    [Fact]
    public Task An_unknown_hub() => Refuses([.. Small, "--dataset-hub", "Locall"], "--dataset-hub", "'Local'");

    [Fact]
    public Task An_unknown_stage() => Refuses([.. Small, "--stage", "reviw"], "reviw", "review");

    [Fact]
    public Task A_number_that_is_none() => Refuses([.. Small, "--repeats", "many"], "repeats", "many");

    [Fact]
    public Task Json_that_is_none() => Refuses([.. Small, "--dataset-args", """{"mini_gsm8k": {"""], "--dataset-args");

    [Fact]
    public Task Malformed_yaml_with_line_and_column()
    {
        assay.Write("plan.yaml", "model: baseline:first\ndatasets: [mini_gsm8k\nlimit: 1\n");
        return Refuses(["eval", "--config", "plan.yaml"], "plan.yaml:2:11");
    }

    [Fact]
    public Task Malformed_json_with_line_and_column()
    {
        assay.Write("plan.json", "{\n  \"model\": \"baseline:first\",\n  \"datasets\": [\"mini_gsm8k\"}\n");
        return Refuses(["eval", "--config", "plan.json"], "plan.json:3:");
    }

    [Fact]
    public Task An_unknown_key_of_a_plan()
    {
        assay.Write("plan.yaml", "model: baseline:first\ndataset: [mini_gsm8k]\nlimmit: 1\n");
        return Refuses(["eval", "--config", "plan.yaml"], "plan.yaml:", "'limmit'", "limit");
    }

    [Fact]
    public Task A_plan_that_is_not_there() => Refuses(["eval", "--config", "nowhere.yaml"], "nowhere.yaml");

    [Fact]
    public Task A_missing_data_folder() =>
        Refuses(
            [
                "eval",
                "--model",
                "baseline:first",
                "--datasets",
                "gsm8k",
                "--dataset-hub",
                "Local",
                "--dataset-dir",
                "gone",
            ],
            "gone"
        );

    [Fact]
    public Task Data_with_a_missing_field()
    {
        assay.Write("data/gsm8k/train.jsonl", """{"question": "1 + 1?", "answer": "2\n#### 2"}""");
        assay.Write(
            "data/gsm8k/test.jsonl",
            """{"question": "1 + 1?", "answer": "2\n#### 2"}""" + "\n" + """{"question": "1 + 2?"}""" + "\n"
        );
        return Refuses(Gsm8kFrom("data"), "test.jsonl:2", "'answer'");
    }

    [Fact]
    public Task Malformed_data()
    {
        assay.Write(
            "data/gsm8k/test.jsonl",
            """{"question": "1 + 1?", "answer": "2\n#### 2"}""" + "\n{\"question\": \n"
        );
        return Refuses(Gsm8kFrom("data"), "test.jsonl:2", "JSON");
    }

    [Fact]
    public Task An_empty_split()
    {
        assay.Write("data/gsm8k/test.jsonl", "");
        return Refuses(Gsm8kFrom("data"), "empty");
    }

    [Fact]
    public Task A_recording_that_is_not_there() =>
        Refuses(["eval", "--model", "replay:gone.jsonl", "--datasets", "mini_gsm8k"], "gone.jsonl");

    [Fact]
    public Task A_malformed_recording()
    {
        assay.Write(
            "answers.jsonl",
            """{"dataset": "mini_gsm8k", "subset": "main", "index": 0, "text": "1"}""" + "\n{oops\n"
        );
        return Refuses(["eval", "--model", "replay:answers.jsonl", "--datasets", "mini_gsm8k"], "answers.jsonl:2");
    }

    [Fact]
    public Task A_run_to_report_that_is_none() => Refuses(["report", "gone"], "gone");

    [Fact]
    public Task A_run_to_go_on_from_that_is_none() => Refuses([.. Small, "--use-cache", "gone"], "gone");

    [Fact]
    public async Task A_plan_that_does_not_match_the_run_to_go_on_from()
    {
        Assert.Equal(0, (await assay.RunAsync(Small)).ExitCode);

        await Refuses([.. Small[..^1], "2", "--use-cache", assay.Run()], "--use-cache", "limit 1", "limit 2");
    }

    [Fact]
    public Task A_server_that_is_not_there() =>
        Refuses(
            ["eval", "--model", "m", "--api-url", $"http://127.0.0.1:{FreePort()}/v1", "--datasets", "mini_gsm8k"],
            "127.0.0.1",
            "--api-url"
        );

    [Fact]
    public Task A_model_without_a_server() =>
        Refuses(["eval", "--model", "qwen/Qwen-1_8B", "--datasets", "mini_gsm8k"], "qwen/Qwen-1_8B", "--api-url");

    [Fact]
    public async Task A_stack_trace_only_with_debug()
    {
        var outcome = await assay.RunAsync([
            .. Small,
            "--dataset-dir",
            "gone",
            "--dataset-hub",
            "Local",
            "--debug",
            "--template-type",
            "nonsense",
        ]);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("   at ", outcome.Errors, StringComparison.Ordinal);
    }

    private static string[] Gsm8kFrom(string folder) =>
        [
            "eval",
            "--model",
            "baseline:first",
            "--datasets",
            "gsm8k",
            "--dataset-hub",
            "Local",
            "--dataset-dir",
            folder,
            "--dataset-args",
            """{"gsm8k": {"few_shot_num": 0}}""",
        ];

    private async Task Refuses(string[] arguments, params string[] told) =>
        (await assay.RunAsync(arguments)).Refused(told);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
