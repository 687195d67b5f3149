using Assay.Testing;

namespace Assay.EndToEnd.Tests;

/// <summary>The early platform's commands, word for word but for the server's address behind them; the data are small ones in its layout.</summary>
public sealed class MissionCommandTests : ServedTests
{
    [Theory]
    [InlineData("eval --model ZhipuAI/chatglm3-6b --template-type chatglm3 --datasets arc --limit 100", 40)]
    [InlineData("eval --model ZhipuAI/chatglm3-6b --template-type chatglm3 --datasets mmlu --limit 10", 57)]
    [InlineData(
        "eval --model ZhipuAI/chatglm3-6b --template-type chatglm3 --model-args revision=v1.0.2,precision=torch.float16,device_map=auto --datasets mmlu arc --use-cache true --limit 10",
        57 + 20
    )]
    [InlineData(
        """eval --model qwen/Qwen-1_8B --generation-config do_sample=false,temperature=0.0 --datasets arc --dataset-args {"arc":{"few_shot_num":0,"few_shot_random":false}} --limit 10""",
        20
    )]
    [InlineData(
        "eval --model ZhipuAI/chatglm3-6b --template-type chatglm3 --datasets arc --dataset-hub Local --dataset-dir home/datasets --limit 10",
        20
    )]
    [InlineData(
        "eval --model /path/to/ZhipuAI/chatglm3-6b --template-type chatglm3 --datasets arc --dataset-hub Local --dataset-dir home/datasets --limit 10",
        20
    )]
    [InlineData(
        "eval --model ZhipuAI/chatglm3-6b --outputs ./outputs/test2 --model-args revision=v1.0.2,precision=torch.float16,device_map=auto --datasets arc --limit 10",
        20
    )]
    public async Task Runs_as_it_is(string command, int samples)
    {
        LayOutArc();
        LayOutMmlu();
        Server.Models = ["ZhipuAI/chatglm3-6b", "/path/to/ZhipuAI/chatglm3-6b", "qwen/Qwen-1_8B"];
        Server.Answer = DerivedAnswers.Of;

        var outcome = await Assay.RunAsync([.. command.Split(' '), "--api-url", Server.Url, "--json"]);

        var results = outcome.Succeeded().Primary();
        Assert.Equal(samples, results.Sum(result => result.GetProperty("n").GetInt32()));
        Assert.Equal(0, results.Sum(result => result.GetProperty("unanswerable").GetInt32()));
        Assert.Equal(samples, Server.Requests.Count);
        Assert.Equal(command.Contains("test2", StringComparison.Ordinal), Directory.Exists(Assay["outputs/test2"]));
    }

    [Fact]
    public async Task Revision_and_precision_stand_in_the_report()
    {
        LayOutArc();
        Server.Models = ["ZhipuAI/chatglm3-6b"];

        var outcome = await Assay.RunAsync([
            .. "eval --model ZhipuAI/chatglm3-6b --model-args revision=v1.0.2,precision=torch.float16,device_map=auto --datasets arc --limit 1".Split(
                ' '
            ),
            "--api-url",
            Server.Url,
            "--json",
        ]);

        var result = Assert.Single(outcome.Primary());
        Assert.Equal(
            ("v1.0.2", "float16"),
            (result.GetProperty("revision").GetString(), result.GetProperty("precision").GetString())
        );
    }

    private void LayOutArc()
    {
        var bundled = Path.Combine(RepositoryRoot.Path, "data", "mini_arc");
        foreach (var file in Directory.GetFiles(bundled, "*.jsonl", SearchOption.AllDirectories))
        {
            Assay.Write(Path.Combine("home/datasets/arc", Path.GetRelativePath(bundled, file)), File.ReadAllText(file));
        }
    }

    private void LayOutMmlu()
    {
        foreach (var subject in Subjects)
        {
            Assay.Write($"home/datasets/mmlu/test/{subject}_test.csv", Row(subject, "asked"));
            Assay.Write(
                $"home/datasets/mmlu/dev/{subject}_dev.csv",
                string.Concat(Enumerable.Range(1, 5).Select(i => Row(subject, $"shown {i}")))
            );
        }
    }

    private static string Row(string subject, string use) =>
        $"\"Which is {subject}, {use}?\",this,that,those,these,B\n";

    private static string[] Subjects =>
        (
            "abstract_algebra anatomy astronomy business_ethics clinical_knowledge college_biology college_chemistry "
            + "college_computer_science college_mathematics college_medicine college_physics computer_security "
            + "conceptual_physics econometrics electrical_engineering elementary_mathematics formal_logic global_facts "
            + "high_school_biology high_school_chemistry high_school_computer_science high_school_european_history "
            + "high_school_geography high_school_government_and_politics high_school_macroeconomics "
            + "high_school_mathematics high_school_microeconomics high_school_physics high_school_psychology "
            + "high_school_statistics high_school_us_history high_school_world_history human_aging human_sexuality "
            + "international_law jurisprudence logical_fallacies machine_learning management marketing medical_genetics "
            + "miscellaneous moral_disputes moral_scenarios nutrition philosophy prehistory professional_accounting "
            + "professional_law professional_medicine professional_psychology public_relations security_studies "
            + "sociology us_foreign_policy virology world_religions"
        ).Split(' ');
}
