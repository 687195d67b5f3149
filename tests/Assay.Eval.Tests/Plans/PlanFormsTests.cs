using Assay.Plans;
using Assay.Testing;

namespace Assay.Eval.Tests.Plans;

public sealed class PlanFormsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<int, string> Forms
    {
        get
        {
            var forms = new TheoryData<int, string>();
            for (var i = 0; i < KeyForms.All.Length; i++)
            {
                forms.Add(i, KeyForms.All[i].Name);
            }
            return forms;
        }
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_key_is_read_from_a_flag(int index, string name)
    {
        var form = KeyForms.All[index];
        var flags = new List<PlanFlag> { new(form.FlagName, name, form.Flag) };
        if (!form.NamesDatasets)
        {
            flags.Add(new PlanFlag("--datasets", "datasets", ["mini_mmlu"]));
        }

        var plan = PlanReader.Read(PlanSettings.FromFlags(flags));

        Assert.Equal(form.Meaning, PlanText.Of(plan));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_key_is_read_from_yaml(int index, string name)
    {
        var form = KeyForms.All[index];
        var datasets = form.NamesDatasets ? "" : "datasets: [mini_mmlu]\n";
        var file = folder.Write("plan.yaml", $"# a comment\n{datasets}{name}: {form.Yaml}\n");

        var plan = PlanReader.FromFile(file);

        Assert.Equal(form.Meaning, PlanText.Of(plan));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_key_is_read_from_json(int index, string name)
    {
        var form = KeyForms.All[index];
        var datasets = form.NamesDatasets ? "" : "\"datasets\": [\"mini_mmlu\"], ";
        var file = folder.Write("plan.json", $"{{{datasets}\"{name}\": {form.Json}}}");

        var plan = PlanReader.FromFile(file);

        Assert.Equal(form.Meaning, PlanText.Of(plan));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_key_is_read_from_a_dictionary(int index, string name)
    {
        var form = KeyForms.All[index];
        var task = new Dictionary<string, object?>(StringComparer.Ordinal) { [name] = form.Value };
        if (!form.NamesDatasets)
        {
            task["datasets"] = "mini_mmlu";
        }

        var plan = PlanReader.FromDictionary(task);

        Assert.Equal(form.Meaning, PlanText.Of(plan));
    }

    [Fact]
    public void Every_key_that_is_built_is_read_in_the_tests_above() =>
        Assert.Equal(
            PlanKeys.All.Where(key => !key.NotBuilt).Select(key => key.Name).Order(StringComparer.Ordinal),
            KeyForms
                .All.Select(form => PlanKeys.Find(form.Name)!.Name)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
        );

    [Theory]
    [InlineData("Eval-Batch-Size")]
    [InlineData("EVAL_BATCH_SIZE")]
    [InlineData("batch-size")]
    public void Hyphens_underscores_and_case_of_a_key_do_not_matter(string name) =>
        Assert.Equal("eval_batch_size", PlanKeys.Find(name)?.Name);

    [Fact]
    public void A_file_without_a_telling_name_is_json_when_it_begins_with_a_brace()
    {
        var json = folder.Write("task.cfg", """ {"datasets": "arc"}""");
        var yaml = folder.Write("task", "datasets: arc");

        Assert.Equal(["arc"], PlanReader.FromFile(json).Datasets);
        Assert.Equal(["arc"], PlanReader.FromFile(yaml).Datasets);
    }

    [Fact]
    public void The_early_platforms_task_configuration_is_read_as_it_is()
    {
        var plan = PlanReader.FromDictionary(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["model_args"] = new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["revision"] = null,
                    ["precision"] = "torch.float16",
                    ["device_map"] = "auto",
                },
                ["generation_config"] = new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["do_sample"] = false,
                    ["repetition_penalty"] = 1.0,
                    ["max_new_tokens"] = 512,
                },
                ["dataset_args"] = new Dictionary<string, object?>(StringComparer.Ordinal),
                ["dry_run"] = false,
                ["model"] = "ZhipuAI/chatglm3-6b",
                ["template_type"] = "chatglm3",
                ["eval_type"] = "checkpoint",
                ["datasets"] = new[] { "arc" },
                ["work_dir"] = "outputs",
                ["outputs"] = "outputs/chatglm3",
                ["mem_cache"] = false,
                ["use_cache"] = true,
                ["dataset_hub"] = "ModelScope",
                ["dataset_dir"] = "data",
                ["limit"] = 10,
                ["debug"] = false,
                ["stage"] = "all",
                ["extractor"] = "lenient",
            }
        );

        Assert.Equal(
            PlanText.Of(
                KeyForms.Default with
                {
                    Models = ["ZhipuAI/chatglm3-6b"],
                    Datasets = ["arc"],
                    TemplateType = "chatglm3",
                    EvalType = "checkpoint",
                    ModelArgs = KeyForms.Entries(("precision", "\"float16\""), ("device_map", "\"auto\"")),
                    WorkDir = "outputs",
                    Outputs = "outputs/chatglm3",
                    UseCache = "true",
                    DatasetDir = "data",
                    Limit = 10,
                }
            ),
            PlanText.Of(plan)
        );
    }

    [Fact]
    public void Shuffle_without_a_seed_takes_the_plans() =>
        Assert.Equal(9, Given.Flags(("--shuffle", []), ("--seed", ["9"])).Shuffle);

    [Theory]
    [InlineData("sandbox", "{}", true)]
    [InlineData("collect_perf", "false", true)]
    [InlineData("collect_perf", "true", false)]
    public void A_key_that_is_not_built_is_accepted_only_where_it_asks_for_nothing(
        string key,
        string yaml,
        bool accepted
    )
    {
        var file = folder.Write("plan.yaml", $"datasets: arc\n{key}: {yaml}\n");

        if (accepted)
        {
            Assert.Equal(["arc"], PlanReader.FromFile(file).Datasets);
        }
        else
        {
            Assert.Contains("not built yet", Assert.Throws<InputException>(() => PlanReader.FromFile(file)).Message);
        }
    }

    [Theory]
    [InlineData("--sandbox", "{}")]
    [InlineData("--no-timestamp", "false")]
    public void A_flag_that_is_not_built_is_accepted_where_it_asks_for_nothing(string flag, string value) =>
        Assert.Equal(PlanText.Of(KeyForms.Default), PlanText.Of(Given.Flag(flag, value)));
}
