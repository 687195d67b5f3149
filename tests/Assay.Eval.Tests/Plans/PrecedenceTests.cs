using System.Text.Json;
using Assay.Plans;
using Assay.Runs;
using Assay.Testing;

namespace Assay.Eval.Tests.Plans;

public sealed class PrecedenceTests : IDisposable
{
    private const string File = """
        model: [a, b]
        datasets: [mini_mmlu]
        limit: 10
        stage: infer
        model_args: {revision: v1, precision: fp16}
        generation_config: {do_sample: false, max_tokens: 100, top_logprobs: 5}
        dataset_args:
          mini_mmlu: {few_shot_num: 2, cot: false}
          arc: {few_shot_num: 3}
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_flag_goes_before_the_file() => Assert.Equal(5, Over(("--limit", ["5"])).Limit);

    [Fact]
    public void What_no_flag_gives_is_the_files() => Assert.Equal(10, Over(("--seed", ["1"])).Limit);

    [Fact]
    public void Lists_are_replaced() => Assert.Equal(["c"], Over(("--model", ["c"])).Models);

    [Fact]
    public void A_flag_that_means_another_goes_before_that_one() =>
        Assert.Equal(Stage.Review, Over(("--rerun-review", [])).Stage);

    [Fact]
    public void Objects_are_laid_over_each_other_key_by_key()
    {
        var args = Over(("--dataset-args", ["mini_mmlu.few_shot_num=0,bbh.limit=1"])).DatasetArgs;

        Assert.Equal(
            """arc={"few_shot_num":3} bbh={"limit":1} mini_mmlu={"few_shot_num":0,"cot":false}""",
            string.Join(' ', args.Select(entry => $"{entry.Key}={JsonSerializer.Serialize(entry.Value)}"))
        );
    }

    [Fact]
    public void Both_names_of_a_generation_key_are_one_key()
    {
        var options = Over(("--generation-config", ["max_new_tokens=7"])).Generation;

        Assert.Equal(7, options.MaxTokens);
        Assert.Equal(["top_logprobs"], options.Extra.Keys);
    }

    [Fact]
    public void A_temperature_goes_before_the_files_do_sample_false() =>
        Assert.Equal(0.7, Over(("--generation-config", ["temperature=0.7"])).Generation.Temperature);

    [Fact]
    public void Null_brings_back_the_default_of_a_key() => Assert.Null(Over(("--limit", ["none"])).Limit);

    [Fact]
    public void Null_brings_back_the_default_of_an_object() => Assert.Empty(Over(("--model-args", ["none"])).ModelArgs);

    [Fact]
    public void Null_brings_back_the_default_of_a_member() =>
        Assert.Equal(["precision"], Over(("--model-args", ["revision=None"])).ModelArgs.Keys);

    [Fact]
    public void Null_brings_back_the_defaults_of_a_data_set() =>
        Assert.Equal(["mini_mmlu"], Over(("--dataset-args", ["""{"arc": null}"""])).DatasetArgs.Keys);

    [Fact]
    public void An_empty_object_changes_nothing() =>
        Assert.Equal(["precision", "revision"], Over(("--model-args", ["{}"])).ModelArgs.Keys);

    [Fact]
    public void Places_say_where_each_key_was_given()
    {
        var places = Given.Settings(("--limit", ["5"])).Over(FromFile()).Places;

        Assert.Equal("--limit", places["limit"]);
        Assert.Equal($"{folder["plan.yaml"]}:4:8", places["stage"]);
    }

    private EvalPlan Over(params (string Flag, string[] Values)[] flags) =>
        PlanReader.Read(Given.Settings(flags).Over(FromFile()));

    private PlanSettings FromFile() => PlanSettings.FromFile(folder.Write("plan.yaml", File));
}
