using System.Text;
using Assay.Models;
using Assay.Plans;
using Assay.Reports;
using Assay.Runs;
using Assay.Testing;

namespace Assay.Eval.Tests;

/// <summary>Evaluations as a program runs them, without a server.</summary>
public sealed class EvaluationTests : IDisposable
{
    private const string Majority = "baseline:majority";

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private EvalPlan Plan =>
        new()
        {
            Models = [Majority],
            Datasets = ["mini_mmlu"],
            Outputs = folder["outputs"],
            WorkDir = folder["caches"],
        };

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_plan_is_evaluated()
    {
        var outcome = await Evaluation.RunAsync(Plan, Stop);

        var result = Assert.Single(outcome.Report.Results);
        Assert.Equal(RunStatus.Completed, outcome.Status);
        Assert.Equal(
            (Majority, "mini_mmlu", "acc", 48, 0),
            (result.Model, result.Dataset, result.Metric, result.N, result.Failed)
        );
        Assert.InRange(result.Score!.Mean, 0.0, 0.6);
    }

    [Fact]
    public async Task A_dictionary_is_evaluated_as_the_plan_with_the_same_keys()
    {
        var task = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["model"] = Majority,
            ["datasets"] = new[] { "mini_mmlu" },
            ["outputs"] = folder["outputs"],
            ["work_dir"] = folder["caches"],
        };

        var outcome = await Evaluation.RunAsync(task, Stop);

        await AssertSameScores(outcome);
    }

    [Fact]
    public async Task A_yaml_file_is_evaluated_as_the_plan_with_the_same_keys()
    {
        var file = folder.Write(
            "plan.yaml",
            $"model: {Majority}\ndatasets: mini_mmlu\noutputs: '{folder["outputs"]}'\nwork_dir: '{folder["caches"]}'\n"
        );

        var outcome = await Evaluation.RunAsync(PlanReader.FromFile(file), Stop);

        await AssertSameScores(outcome);
    }

    [Fact]
    public async Task The_plan_in_the_run_folder_runs_again_as_it_is()
    {
        var first = await Evaluation.RunAsync(Plan with { Limit = 3, Seed = 7 }, Stop);

        var again = await Evaluation.RunAsync(PlanReader.FromFile(Path.Combine(first.Report.Run, "plan.yaml")), Stop);

        Assert.Equal(Scores(first), Scores(again));
    }

    [Fact]
    public async Task A_model_of_the_callers_own_is_evaluated_and_left_to_the_caller()
    {
        await using var model = new AlwaysA();

        var outcome = await Evaluation.RunAsync(
            Plan with
            {
                Models = [],
            },
            new EvaluationOptions { Models = [model] },
            Stop
        );

        Assert.Equal("always-a", Assert.Single(outcome.Report.Results).Model);
        Assert.Equal(48, model.Asked);
        Assert.False(model.Disposed);
    }

    [Fact]
    public async Task Models_of_the_caller_are_evaluated_beside_those_of_the_plan()
    {
        await using var model = new AlwaysA();

        var outcome = await Evaluation.RunAsync(Plan, new EvaluationOptions { Models = [model] }, Stop);

        Assert.Equal([Majority, "always-a"], outcome.Report.Results.Select(result => result.Model));
    }

    [Fact]
    public async Task A_preview_tells_what_would_be_asked_and_asks_nothing()
    {
        await using var model = new AlwaysA();

        var preview = await Evaluation.PreviewAsync(
            Plan with
            {
                Models = [],
                Limit = 2,
                Repeats = 3,
            },
            new EvaluationOptions { Models = [model] },
            Stop
        );

        Assert.Equal(
            ["elementary_mathematics", "geography", "biology", "logic"],
            preview.Subsets.Select(subset => subset.Subset)
        );
        Assert.All(preview.Subsets, subset => Assert.Equal((6, "always-a"), (subset.Requests, subset.Model)));
        Assert.Equal(0, model.Asked);
        Assert.False(Directory.Exists(folder["outputs"]));
    }

    [Fact]
    public async Task An_observer_is_told_of_every_sample()
    {
        var observer = new Counting();

        await Evaluation.RunAsync(Plan, new EvaluationOptions { Observer = observer }, Stop);

        Assert.Equal(48, observer.Samples);
    }

    [Fact]
    public async Task An_unknown_data_set_is_refused_with_the_nearest() =>
        Assert.Contains("did you mean 'mini_mmlu'?", await Refused(Plan with { Datasets = ["mini_mlu"] }));

    [Fact]
    public async Task An_unknown_key_of_a_data_set_is_refused_with_those_that_are_known() =>
        Assert.Contains(
            "few_shot_num",
            await Refused(Plan with { DatasetArgs = Plans.KeyForms.Entries(("mini_mmlu", """{"few_shots": 1}""")) })
        );

    [Fact]
    public async Task Arguments_of_an_unknown_data_set_are_refused() =>
        Assert.Contains(
            "mini_mlu",
            await Refused(Plan with { DatasetArgs = Plans.KeyForms.Entries(("mini_mlu", "{}")) })
        );

    [Fact]
    public async Task An_unknown_template_type_is_refused_with_the_nearest() =>
        Assert.Contains("did you mean 'chatglm3'?", await Refused(Plan with { TemplateType = "chatglm33" }));

    [Fact]
    public async Task An_unknown_baseline_is_refused_with_the_nearest() =>
        Assert.Contains("did you mean 'majority'?", await Refused(Plan with { Models = ["baseline:majorty"] }));

    [Fact]
    public async Task A_local_model_is_evaluated()
    {
        var outcome = await Evaluation.RunAsync(Plan with { Models = ["tiny"], Limit = 2 }, Stop);

        var result = outcome.Report.Results[0];
        Assert.Equal((RunStatus.Completed, "tiny", 8), (outcome.Status, result.Model, result.N));
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/v1", "served")]
    [InlineData(null, "baseline:first")]
    public async Task A_chat_template_for_what_does_not_run_in_process_is_refused(string? address, string model) =>
        Assert.Equal(
            $"--chat-template: model '{model}' does not run in process, and what runs it puts chats into its own template; "
                + "leave it out, or name a model folder and no server",
            await Refused(Plan with { Models = [model], ApiUrl = address, ChatTemplate = "chat.jinja" })
        );

    [Fact]
    public async Task A_model_that_is_nowhere_is_refused_with_all_that_it_could_be() =>
        Assert.Equal(
            "model 'ZhipuAI/chatglm3-6b': neither a folder, nor a downloaded model, nor a server to ask; fetch it with "
                + "'assay models pull ZhipuAI/chatglm3-6b --model-hub ModelScope', give --api-url "
                + "http://HOST:PORT/v1 (or set OPENAI_BASE_URL), the path of a model folder, or a backend: tiny, "
                + "ollama:NAME, replay:FILE.jsonl[.gz] or replay:RUN_FOLDER, baseline:random|first|longest|majority",
            await Refused(
                Plan with
                {
                    Models = ["ZhipuAI/chatglm3-6b"],
                    Offline = true,
                    TemplateType = "chatglm3",
                    ModelArgs = Plans.KeyForms.Entries(("revision", "\"v1.0.2\""), ("device_map", "\"auto\"")),
                }
            )
        );

    [Fact]
    public async Task A_folder_that_is_missing_is_refused_by_its_path() =>
        Assert.Contains(
            $"'{folder["none"]}': there is no such folder",
            await Refused(Plan with { Models = [folder["none"]] })
        );

    [Fact]
    public async Task A_folder_that_is_no_model_says_what_it_has()
    {
        folder.Write("empty/readme.txt", "");

        Assert.Contains(
            "is no model folder: it has no config.json; it has readme.txt",
            await Refused(Plan with { Models = [folder["empty"]] })
        );
    }

    [Fact]
    public async Task A_folder_that_needs_code_of_its_own_says_that_none_is_run_and_what_is_known()
    {
        folder.Write(
            "remote/config.json",
            """{"model_type": "telechat", "auto_map": {"AutoModel": "modeling.Model"}}"""
        );
        File.WriteAllBytes(folder["remote/model.safetensors"], [2, 0, 0, 0, 0, 0, 0, 0, .. "{}"u8]);

        var message = await Refused(Plan with { Models = [folder["remote"]] });

        Assert.Contains("an architecture that is not known: 'telechat'", message);
        Assert.Contains("no code of a model folder is ever run", message);
        Assert.Contains("known are llama, ", message);
    }

    [Theory]
    [InlineData("device_map", "\"cuda:0\"", "needs ONNX Runtime's GPU package")]
    [InlineData("device_map", "\"tpu\"", "unknown device 'tpu'")]
    [InlineData("threads", "0", "threads must be a whole number above 0, not '0'")]
    [InlineData("thread", "1", "did you mean 'threads'?")]
    public async Task An_argument_that_local_models_do_not_take_is_refused(string key, string value, string told) =>
        Assert.Contains(
            told,
            await Refused(Plan with { Models = ["tiny"], ModelArgs = Plans.KeyForms.Entries((key, value)) })
        );

    [Fact]
    public async Task A_chat_template_that_is_no_template_is_refused_by_its_place()
    {
        var file = folder.Write("chat.jinja", "one\n{% if %}");

        Assert.StartsWith(file, await Refused(Plan with { Models = ["tiny"], ChatTemplate = file }));
    }

    [Fact]
    public async Task A_plan_without_a_model_is_refused() =>
        Assert.StartsWith("--model: no model is named", await Refused(Plan with { Models = [] }));

    [Fact]
    public async Task A_model_named_twice_is_refused() =>
        Assert.Contains("is named twice", await Refused(Plan with { Models = [Majority, Majority] }));

    [Fact]
    public async Task To_review_what_was_never_asked_is_refused() =>
        Assert.Contains("there is no run of this plan", await Refused(Plan with { Stage = Stage.Review }));

    private async Task<string> Refused(EvalPlan plan)
    {
        var e = await Assert.ThrowsAsync<InputException>(() => Evaluation.RunAsync(plan, Stop));
        Assert.DoesNotContain('\n', e.Message);
        Assert.False(Directory.Exists(folder["outputs"]));
        return e.Message;
    }

    private async Task AssertSameScores(EvalOutcome outcome) =>
        Assert.Equal(Scores(await Evaluation.RunAsync(Plan, Stop)), Scores(outcome));

    // Everything but the run's folder.
    private static string Scores(EvalOutcome outcome) =>
        Encoding.UTF8.GetString(ReportJson.Write(outcome.Report with { Run = "" }));

    private sealed class AlwaysA : IModel
    {
        private int asked;

        public int Asked => asked;

        public bool Disposed { get; private set; }

        public ModelIdentity Identity { get; } = new("always-a", "test") { Cacheable = false };

        public ValueTask<Generated> GenerateAsync(GenerateRequest request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref asked);
            return new(new Generated("A"));
        }

        public ValueTask DisposeAsync()
        {
            Disposed = true;
            return default;
        }
    }

    private sealed class Counting : IRunObserver
    {
        private int samples;

        public int Samples => samples;

        public void On(RunEvent happening)
        {
            if (happening is SampleDone)
            {
                Interlocked.Increment(ref samples);
            }
        }
    }
}
