using Assay.Cli.Flags;
using Assay.Runs;

namespace Assay.Cli.Tests.Flags;

/// <summary>The early platform's flags, in the forms of its documentation.</summary>
public sealed class PlanFlagsTests
{
    [Fact]
    public void Only_what_was_given_is_handed_on() =>
        Assert.Equal(
            [("--limit", "limit"), ("--debug", "debug")],
            PlanFlags.Of(CommandLine.Parse("eval", "--debug", "--limit", "3")).Select(flag => (flag.Flag, flag.Key))
        );

    [Fact]
    public void Nothing_given_is_nothing_handed_on() => Assert.Empty(PlanFlags.Of(CommandLine.Parse("eval")));

    [Fact]
    public void Model() => Assert.Equal(["qwen/Qwen-1_8B"], CommandLine.Plan("--model", "qwen/Qwen-1_8B").Models);

    [Fact]
    public void Several_models() => Assert.Equal(["a", "b"], CommandLine.Plan("--model", "a", "--model", "b").Models);

    [Fact]
    public void Template_type() =>
        Assert.Equal("chatglm3", CommandLine.Plan("--template-type", "chatglm3").TemplateType);

    [Theory]
    [InlineData("--datasets", "mmlu", "ceval")]
    [InlineData("--datasets", "mmlu,ceval")]
    [InlineData("--datasets", "mmlu", "--datasets", "ceval")]
    [InlineData("--datasets=mmlu,ceval")]
    public void Datasets_with_blanks_commas_or_the_flag_between(params string[] flags) =>
        Assert.Equal(["mmlu", "ceval"], CommandLine.Plan(flags).Datasets);

    [Theory]
    [InlineData("Local")]
    [InlineData("local")]
    public void Dataset_hub_in_any_case(string hub) =>
        Assert.Equal("Local", CommandLine.Plan("--dataset-hub", hub).DatasetHub);

    [Fact]
    public void Dataset_dir() =>
        Assert.Equal("/path/to/data", CommandLine.Plan("--dataset-dir", "/path/to/data").DatasetDir);

    [Fact]
    public void Dataset_args_as_json()
    {
        var args = CommandLine.Plan("--dataset-args", """{"gsm8k": {"few_shot_num": 0, "few_shot_random": false}}""");

        Assert.Equal(0, args.DatasetArgs["gsm8k"].GetProperty("few_shot_num").GetInt32());
    }

    [Fact]
    public void Dataset_args_from_a_file()
    {
        using var folder = new Assay.Testing.TemporaryFolder();
        var file = folder.Write("args.json", """{"gsm8k": {"few_shot_num": 2}}""");

        var args = CommandLine.Plan("--dataset-args", "@" + file);

        Assert.Equal(2, args.DatasetArgs["gsm8k"].GetProperty("few_shot_num").GetInt32());
    }

    [Fact]
    public void Chat_template() =>
        Assert.Equal("chat.jinja", CommandLine.Plan("--chat-template", "chat.jinja").ChatTemplate);

    [Fact]
    public void Model_args()
    {
        var plan = CommandLine.Plan("--model-args", "revision=v1.0.2,precision=torch.float16,device_map=auto");

        Assert.Equal("v1.0.2", plan.ModelArgs["revision"].GetString());
        Assert.Equal("float16", plan.ModelArgs["precision"].GetString());
        Assert.Equal("auto", plan.ModelArgs["device_map"].GetString());
    }

    [Fact]
    public void Generation_config()
    {
        var plan = CommandLine.Plan("--generation-config", "do_sample=false,temperature=0.0,max_new_tokens=64");

        Assert.Equal((0, 64), (plan.Generation.Temperature, plan.Generation.MaxTokens));
    }

    [Theory]
    [InlineData("10", 10)]
    [InlineData("0.25", 0.25)]
    public void Limit_as_a_count_or_a_share(string text, double limit) =>
        Assert.Equal(limit, CommandLine.Plan("--limit", text).Limit);

    [Theory]
    [InlineData("--use-cache", "true")]
    [InlineData("--use-cache")]
    public void Use_cache_with_and_without_its_value(params string[] flags) =>
        Assert.Equal("true", CommandLine.Plan(flags).UseCache);

    [Theory]
    [InlineData("all", Stage.All)]
    [InlineData("infer", Stage.Infer)]
    [InlineData("review", Stage.Review)]
    public void Stages(string name, Stage stage) => Assert.Equal(stage, CommandLine.Plan("--stage", name).Stage);

    [Fact]
    public void Outputs_and_work_dir()
    {
        var plan = CommandLine.Plan("--outputs", "./outputs/test2", "--work-dir", "caches");

        Assert.Equal(("./outputs/test2", "caches"), (plan.Outputs, plan.WorkDir));
    }

    [Theory]
    [InlineData(true, "--mem-cache", "--dry-run", "--debug")]
    [InlineData(true, "--mem-cache", "true", "--dry-run", "True", "--debug=true")]
    [InlineData(false, "--mem-cache", "false", "--dry-run=false", "--debug", "False")]
    public void Switches_without_a_value_or_with_true_or_false(bool on, params string[] flags)
    {
        var plan = CommandLine.Plan(flags);

        Assert.Equal((on, on, on), (plan.MemCache, plan.DryRun, plan.Debug));
    }

    [Fact]
    public void A_switch_that_is_neither_is_refused_by_the_plan() =>
        Assert.Contains(
            "--dry-run",
            Assert.Throws<InputException>(() => CommandLine.Plan("--dry-run", "perhaps")).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_value_may_begin_with_a_hyphen() => Assert.Equal(-7, CommandLine.Plan("--seed", "-7").Seed);

    [Theory]
    [InlineData("--api-base", "http://127.0.0.1/v1")]
    [InlineData("--base-url", "http://127.0.0.1/v1")]
    public void Aliases_set_the_same_key(params string[] flags) =>
        Assert.Equal("http://127.0.0.1/v1", CommandLine.Plan(flags).ApiUrl);
}
