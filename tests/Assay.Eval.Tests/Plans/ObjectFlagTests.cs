using System.Text.Json;
using Assay.Models;
using Assay.Testing;

namespace Assay.Eval.Tests.Plans;

/// <summary><c>k=v,k=v</c>, JSON and <c>@FILE</c> behind <c>--model-args</c>, <c>--generation-config</c>, <c>--dataset-args</c>.</summary>
public sealed class ObjectFlagTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("revision=None,precision=torch.float16,device_map=auto")]
    [InlineData(" revision = none , precision = fp16 , device_map = auto ,")]
    [InlineData("""{"revision": null, "precision": "float16", "device_map": "auto"}""")]
    [InlineData("""{"revision": "None", "torch_dtype": "half", "device-map": "auto"}""")]
    [InlineData("dtype='float16',device_map=\"auto\"")]
    public void Model_args_have_one_meaning_in_both_syntaxes(string text) =>
        Assert.Equal(
            PlanText.Of(
                KeyForms.Default with
                {
                    ModelArgs = KeyForms.Entries(("precision", "\"float16\""), ("device_map", "\"auto\"")),
                }
            ),
            PlanText.Of(Given.Flag("--model-args", text))
        );

    [Theory]
    [InlineData("torch.bfloat16", "bfloat16")]
    [InlineData("bf16", "bfloat16")]
    [InlineData("torch.float32", "float32")]
    [InlineData("int8", "int8")]
    [InlineData("int4", "int4")]
    [InlineData("Auto", "auto")]
    public void A_precision_has_one_spelling(string given, string meant) =>
        Assert.Equal(meant, Given.Flag("--model-args", $"precision={given}").ModelArgs["precision"].GetString());

    [Theory]
    [InlineData("a=1", "1")]
    [InlineData("a=-1.5e3", "-1.5e3")]
    [InlineData("a=True", "true")]
    [InlineData("a=false", "false")]
    [InlineData("a=v1.0.2", "\"v1.0.2\"")]
    [InlineData("a='1'", "\"1\"")]
    [InlineData("a=\"x, \\\"y\\\"\"", "\"x, \\u0022y\\u0022\"")]
    [InlineData("a='x=1,y=2'", "\"x=1,y=2\"")]
    [InlineData("a=b=c", "\"b=c\"")]
    [InlineData("a=[1, [2, \"]\"]]", "[1,[2,\"]\"]]")]
    [InlineData("a={\"b\": {\"c\": [1, 2]}}", "{\"b\":{\"c\":[1,2]}}")]
    [InlineData("a=don't", "\"don\\u0027t\"")]
    public void A_value_in_kv_is_what_it_says(string text, string json) =>
        Assert.Equal(json, JsonSerializer.Serialize(Given.Flag("--model-args", text + ",z=1").ModelArgs["a"]));

    [Fact]
    public void Do_sample_false_is_temperature_0_and_takes_the_sampling_away() =>
        Assert.Equal(
            PlanText.Of(KeyForms.Default with { Generation = new GenerationOptions { Temperature = 0 } }),
            PlanText.Of(
                Given.Flag("--generation-config", "do_sample=false,temperature=0.7,top_p=0.9,top_k=5,min_p=0.1")
            )
        );

    [Theory]
    [InlineData("do_sample=false,temperature=0.0", 0.0)]
    [InlineData("do_sample=True", null)]
    [InlineData("do_sample=true,temperature=0.3", 0.3)]
    [InlineData("temperature=none", null)]
    [InlineData("max_tokens=5", 0.0)]
    public void The_temperature_is_0_unless_sampling_is_asked_for(string text, double? temperature) =>
        Assert.Equal(temperature, Given.Flag("--generation-config", text).Generation.Temperature);

    [Theory]
    [InlineData("max_new_tokens=100", 100)]
    [InlineData("max_tokens=100", 100)]
    [InlineData("max-new-tokens=100,max_length=2048", 100)]
    [InlineData("max_length=2048", 2048)]
    [InlineData("max_tokens=none", null)]
    [InlineData("seed=1", 512)]
    public void The_longest_answer_has_two_names(string text, int? most) =>
        Assert.Equal(most, Given.Flag("--generation-config", text).Generation.MaxTokens);

    [Theory]
    [InlineData("repetition_penalty=1.0", null)]
    [InlineData("repetition_penalty=1.2", 1.2)]
    public void A_repetition_penalty_of_1_is_none(string text, double? penalty) =>
        Assert.Equal(penalty, Given.Flag("--generation-config", text).Generation.RepetitionPenalty);

    [Theory]
    [InlineData("top_k=0")]
    [InlineData("top_k=-1")]
    public void A_top_k_of_all_tokens_is_none(string text) =>
        Assert.Null(Given.Flag("--generation-config", text).Generation.TopK);

    [Fact]
    public void A_seed_keeps_all_its_digits() =>
        Assert.Equal(9007199254740993, Given.Flag("--generation-config", "seed=9007199254740993").Generation.Seed);

    [Theory]
    [InlineData("""stop="\n" """, "\n")]
    [InlineData("""{"stop": ["Q:", "</s>"]}""", "Q:|</s>")]
    [InlineData("stop=Q:", "Q:")]
    public void Stop_is_a_text_or_a_list(string text, string stops) =>
        Assert.Equal(stops.Split('|'), Given.Flag("--generation-config", text).Generation.Stop);

    [Fact]
    public void Keys_of_the_plan_inside_a_generation_config_are_the_plans()
    {
        var plan = Given.Flag("--generation-config", "num_return_sequences=3,timeout=2m,stream=true");

        Assert.Equal((3, TimeSpan.FromMinutes(2), true), (plan.Repeats, plan.Timeout, plan.Stream));
        Assert.Empty(plan.Generation.Extra);
    }

    [Fact]
    public void Unknown_generation_keys_go_to_the_server_as_they_are()
    {
        var extra = Given
            .Flag(
                "--generation-config",
                """{"logprobs": 5, "chat-Template": {"a": [null]}, "extra_body": {"seed": 1}}"""
            )
            .Generation.Extra;

        Assert.Equal(
            """chat-Template={"a":[null]} logprobs=5 seed=1""",
            string.Join(' ', extra.Select(entry => $"{entry.Key}={JsonSerializer.Serialize(entry.Value)}"))
        );
    }

    [Theory]
    [InlineData("""{"gsm8k": {"few_shot_num": 0, "subset_list": ["main"]}}""")]
    [InlineData("gsm8k.few_shot_num=0,gsm8k.subset_list=[\"main\"]")]
    [InlineData("gsm8k={\"few_shot_num\": 0},gsm8k.subset_list=[\"main\"]")]
    public void Dataset_args_have_one_meaning_in_both_syntaxes(string text) =>
        Assert.Equal(
            """{"few_shot_num":0,"subset_list":["main"]}""",
            JsonSerializer.Serialize(Given.Flag("--dataset-args", text).DatasetArgs["gsm8k"])
        );

    [Theory]
    [InlineData("args.json", """{"arc": {"few_shot_num": 3}}""")]
    [InlineData("args.yaml", "arc:\n  few_shot_num: 3\n")]
    public void An_object_may_stand_in_a_file(string name, string text)
    {
        var file = folder.Write(name, text);

        var args = Given.Flag("--dataset-args", "@" + file).DatasetArgs;

        Assert.Equal("""{"few_shot_num":3}""", JsonSerializer.Serialize(args["arc"]));
    }

    [Fact]
    public void Several_texts_behind_one_flag_are_one_object() =>
        Assert.Equal(
            ["precision", "revision"],
            Given.Flag("--model-args", "revision=v1", """{"precision": "int8"}""").ModelArgs.Keys
        );

    [Theory]
    [InlineData("revision", "--model-args:1:1: this is no KEY=VALUE; write k=v,k=v or JSON")]
    [InlineData("a=1,b", "--model-args:1:5: this is no KEY=VALUE; write k=v,k=v or JSON")]
    [InlineData("a=1,=2", "--model-args:1:5: there is no key before =; write k=v,k=v or JSON")]
    [InlineData("a=", "--model-args:1:1: a has no value; write a=VALUE, or a=none")]
    [InlineData("a=1,a=2", "--model-args: a is given twice; give it once")]
    [InlineData(
        "a='x",
        "--model-args:1:3: a quote is not closed; write k='v', or put a value with quotes into double ones"
    )]
    [InlineData("[1]", "--model-args:1:1: model_args is a list, not an object; write k=v,k=v, JSON, or keys below it")]
    public void What_is_wrong_with_kv_is_said_with_its_column(string text, string message) =>
        Assert.Equal(message, Given.Complaint("--model-args", text));

    [Theory]
    [InlineData("a=1,b=[1,2", "--model-args:1:")]
    [InlineData("a=1,b=\"x\"y", "--model-args:1:10: malformed JSON")]
    [InlineData("{\"a\": 1,\n  \"b\" 2}", "--model-args:2:7: malformed JSON")]
    public void Malformed_json_behind_a_flag_has_line_and_column(string text, string beginning) =>
        Assert.StartsWith(beginning, Given.Complaint("--model-args", text), StringComparison.Ordinal);

    [Fact]
    public void Precisions_that_are_not_known_are_refused_with_the_nearest() =>
        Assert.Contains("did you mean 'float16'?", Given.Complaint("--model-args", "precision=flaot16"));

    [Fact]
    public void Beams_are_refused() =>
        Assert.Contains("beams are not searched", Given.Complaint("--generation-config", "num_beams=4"));
}
