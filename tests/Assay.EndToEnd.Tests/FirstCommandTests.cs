using System.Text.Json;
using Assay.Testing;
using Json.Schema;

namespace Assay.EndToEnd.Tests;

/// <summary>The README's first command and what a newcomer types next: no server, no data but those that come along.</summary>
public sealed class FirstCommandTests : IDisposable
{
    private static readonly string[] First =
    [
        "eval",
        "--model",
        "baseline:majority",
        "--datasets",
        "mini_mmlu",
        "mini_gsm8k",
    ];

    private readonly AssayProgram assay = new();

    public void Dispose() => assay.Dispose();

    [Fact]
    public async Task It_prints_a_report_and_leaves_a_run_folder()
    {
        var outcome = (await assay.RunAsync(First)).Succeeded();

        Assert.All(["mini_mmlu", "mini_gsm8k", "95 % interval", "STEM"], text => Assert.Contains(text, outcome.Output));
        Assert.Equal(88, RunFiles.Predictions(assay.Run()).Count);
        Assert.Equal(88, RunFiles.Reviews(assay.Run()).Count);
        Assert.All(
            ["plan.yaml", "run.json", "reports/report.json", "reports/report.csv", "reports/report.md"],
            file => Assert.True(File.Exists(Path.Combine(assay.Run(), file)), file)
        );
    }

    [Fact]
    public async Task With_json_a_document_of_the_published_schema_is_all_there_is_on_standard_output()
    {
        var document = (await assay.RunAsync([.. First, "--json"])).Json();

        var schema = JsonSchema.FromFile(Path.Combine(RepositoryRoot.Path, "docs", "report.schema.json"));
        var checkedAgainst = schema.Evaluate(document, new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.True(checkedAgainst.IsValid, JsonSerializer.Serialize(checkedAgainst));
        Assert.Equal(Path.GetRelativePath(assay.Folder, assay.Run()), document.GetProperty("run").GetString());
    }

    [Fact]
    public async Task Each_data_sets_primary_metric_comes_first()
    {
        var results = (
            await assay.RunAsync([
                "eval",
                "--model",
                "baseline:random",
                "--datasets",
                "mini_arc",
                "--json",
                .. Likelihood,
            ])
        ).Results();

        Assert.Equal(["acc", "acc_norm"], results.Select(result => result.GetProperty("metric").GetString()).Take(2));
        Assert.Equal(
            [true, .. Enumerable.Repeat(false, results.Count - 1)],
            results.Select(result => result.GetProperty("primary").GetBoolean())
        );
    }

    [Fact]
    public async Task Report_prints_it_again()
    {
        var whole = (await assay.RunAsync([.. First, "--json"])).Succeeded();
        var run = Path.GetRelativePath(assay.Folder, assay.Run());

        var again = await assay.RunAsync("report", run, "--json");
        var shown = await assay.RunAsync("report", run);

        Assert.Equal((0, whole.Output), (again.ExitCode, again.Output));
        Assert.Contains("mini_gsm8k", shown.Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plan_in_the_run_folder_runs_again_as_it_is()
    {
        (await assay.RunAsync([.. First, "--limit", "3", "--json"])).Succeeded();
        var plan = Path.Combine(assay.Run(), "plan.yaml");

        (await assay.RunAsync("eval", "--config", plan)).Succeeded();

        var runs = assay.Runs();
        Assert.Equal(2, runs.Count);
        Assert.Equal(RunFiles.Reports(runs[0]), RunFiles.Reports(runs[1]));
        Assert.Equal(File.ReadAllText(plan), File.ReadAllText(Path.Combine(runs[1], "plan.yaml")));
    }

    [Fact]
    public async Task A_dry_run_shows_first_prompts_and_an_estimate_and_asks_nobody()
    {
        // Nobody listens there.
        string[] dry = [.. First, "--model", "tiny", "--api-url", "http://127.0.0.1:1/v1", "--dry-run"];
        dry = [.. dry.Where((_, i) => i is not (1 or 2))];

        var shown = (await assay.RunAsync(dry)).Succeeded();
        var document = (await assay.RunAsync([.. dry, "--json"])).Json();

        Assert.Contains("What is 7 times 8?", shown.Output, StringComparison.Ordinal);
        Assert.Contains("88 requests", shown.Output, StringComparison.Ordinal);
        Assert.Equal(88, document.GetProperty("requests").GetInt32());
        Assert.InRange(document.GetProperty("input_tokens").GetInt32(), 10_000, 100_000);
        Assert.Empty(assay.Runs());
    }

    [Fact]
    public async Task Help_of_every_verb_has_examples()
    {
        string[] verbs = ["eval", "datasets", "models", "report", "cache", "completion"];

        var all = await assay.RunAsync("--help");

        Assert.All(verbs, verb => Assert.Contains(verb, all.Succeeded().Output, StringComparison.Ordinal));
        foreach (var verb in verbs)
        {
            var help = (await assay.RunAsync(verb, "--help")).Succeeded();
            Assert.Contains($"examples:\n  # ", help.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Data_sets_are_listed_and_shown()
    {
        var list = (await assay.RunAsync("datasets")).Succeeded();
        var sheet = (await assay.RunAsync("datasets", "show", "mini_arc")).Succeeded();

        Assert.All(["gsm8k", "mmlu", "arc", "bbh", "mini_bbh"], name => Assert.Contains(name, list.Output));
        Assert.All(
            ["ARC-Challenge", "Apache-2.0", "first prompt", "likelihood"],
            text => Assert.Contains(text, sheet.Output)
        );
    }

    [Fact]
    public async Task Backends_and_template_types_are_listed()
    {
        var backends = (await assay.RunAsync("models")).Succeeded();
        var templates = (await assay.RunAsync("models", "templates")).Succeeded();

        Assert.All(["replay:", "baseline:", "ollama:", "--api-url"], text => Assert.Contains(text, backends.Output));
        Assert.All(["default-generation", "chatglm3", "qwen"], name => Assert.Contains(name, templates.Output));
    }

    [Fact]
    public async Task The_cache_tells_its_size_before_there_is_one()
    {
        var size = (await assay.RunAsync("cache", "size", "--json")).Json();

        Assert.Equal(0, size.GetProperty("answers").GetInt32());
    }

    [Theory]
    [InlineData("assay eval --datas", "--datasets")]
    [InlineData("assay eval --datasets mini_g", "mini_gsm8k")]
    [InlineData("assay eval --template-type chatg", "chatglm3")]
    [InlineData("assay da", "datasets")]
    public async Task A_shell_is_told_how_a_line_may_go_on(string line, string completion)
    {
        var suggested = (await assay.RunAsync($"[suggest:{line.Length}]", line)).Succeeded();

        Assert.Contains(completion, suggested.Output.Split('\n', StringSplitOptions.TrimEntries));
    }

    [Theory]
    [InlineData("bash", "complete ")]
    [InlineData("zsh", "compdef ")]
    [InlineData("fish", "complete ")]
    public async Task Each_shell_has_its_script(string shell, string text)
    {
        var script = (await assay.RunAsync("completion", shell)).Succeeded();

        Assert.Contains(text, script.Output, StringComparison.Ordinal);
    }

    private static string[] Likelihood => ["--dataset-args", """{"mini_arc": {"mode": "likelihood"}}"""];
}
