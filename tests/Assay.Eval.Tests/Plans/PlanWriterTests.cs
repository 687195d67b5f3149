using System.Text;
using Assay.Models;
using Assay.Plans;
using Assay.Runs;
using Assay.Testing;
using CsCheck;

namespace Assay.Eval.Tests.Plans;

public sealed class PlanWriterTests : IDisposable
{
    private const string Secret = "sk-1234567890";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_plan_is_written_in_the_order_of_the_keys()
    {
        var plan = KeyForms.Default with
        {
            Models = ["baseline:majority"],
            DatasetArgs = KeyForms.Entries(("mini_mmlu", """{"few_shot_num": 0, "subset_list": ["logic"]}""")),
            Limit = 10,
            Timeout = TimeSpan.FromSeconds(90),
        };

        Assert.Equal(
            """
            # What was asked and how, without secrets.
            # To run it again: assay eval --config plan.yaml
            model: ["baseline:majority"]
            model_hub: ModelScope
            model_args: {}
            generation_config:
              max_tokens: 512
              temperature: 0
            datasets: [mini_mmlu]
            dataset_args:
              mini_mmlu:
                few_shot_num: 0
                subset_list: [logic]
            dataset_hub: ModelScope
            limit: 10
            repeats: 1
            seed: 42
            stage: all
            extractor: lenient
            max_failed: 0.01
            outputs: outputs
            mem_cache: false
            no_cache: false
            stream: false
            timeout: "1m30s"
            max_retries: 5
            retry_delay: "1s"

            """,
            Encoding.UTF8.GetString(PlanWriter.ToYaml(plan))
        );
    }

    [Fact]
    public void What_is_written_reads_as_the_same_plan() =>
        Arbitrary.Plan.Sample(
            plan =>
            {
                using var own = new TemporaryFolder();
                File.WriteAllBytes(own["plan.yaml"], PlanWriter.ToYaml(plan));

                Assert.Equal(PlanText.Of(plan), PlanText.Of(PlanReader.FromFile(own["plan.yaml"])));
            },
            iter: 1000
        );

    [Theory]
    [InlineData("yes")]
    [InlineData("No")]
    [InlineData("y")]
    [InlineData("on")]
    [InlineData(".inf")]
    [InlineData("a:b")]
    [InlineData("1_000")]
    public void A_text_that_older_readers_take_for_something_else_is_quoted(string text) =>
        Assert.Contains(
            $"outputs: \"{text}\"",
            Encoding.UTF8.GetString(PlanWriter.ToYaml(KeyForms.Default with { Outputs = text }))
        );

    [Fact]
    public void What_concerns_one_start_only_is_left_out()
    {
        var plan = KeyForms.Default with { NewRun = true, DryRun = true, Debug = true, UseCache = "outputs/run" };

        Assert.Equal(PlanText.Of(KeyForms.Default), PlanText.Of(Again(plan)));
    }

    [Theory]
    [InlineData($"http://me:{Secret}@host/v1")]
    [InlineData($"http://host/v1?key={Secret}")]
    [InlineData($"me:{Secret}@host")]
    [InlineData(Secret)]
    public void A_secret_in_the_address_is_not_written(string address) =>
        Assert.DoesNotContain(
            Secret,
            Encoding.UTF8.GetString(PlanWriter.ToYaml(KeyForms.Default with { ApiUrl = address }))
        );

    [Fact]
    public void A_secret_is_not_written_wherever_it_is() =>
        Gen.Select(
                Gen.OneOf("api_key", "Api-Key", "x-api-key", "token", "Authorization", "hf_token", "client_secret"),
                Gen.OneOf("{0}", """{{"a": {0}}}""", """[1, {{"b": [{0}]}}]"""),
                Gen.Int[0, 2]
            )
            .Sample(
                (key, around, where) =>
                {
                    var inner = $"{{\"{key}\": \"{Secret}\", \"kept\": 1}}";
                    var entries = KeyForms.Entries((key, $"\"{Secret}\""), ("arc", string.Format(around, inner)));
                    var plan = where switch
                    {
                        0 => KeyForms.Default with { ModelArgs = entries },
                        1 => KeyForms.Default with { DatasetArgs = entries },
                        _ => KeyForms.Default with { Generation = new GenerationOptions { Extra = entries } },
                    };

                    var written = Encoding.UTF8.GetString(PlanWriter.ToYaml(plan));

                    return !written.Contains(Secret, StringComparison.Ordinal)
                        && written.Contains("kept", StringComparison.Ordinal);
                }
            );

    private EvalPlan Again(EvalPlan plan)
    {
        File.WriteAllBytes(folder["plan.yaml"], PlanWriter.ToYaml(plan));
        return PlanReader.FromFile(folder["plan.yaml"]);
    }
}
