using Assay.Runs;
using Assay.Testing;
using LibraryExample;

namespace Assay.Eval.Tests;

public sealed class LibraryPageTests : IDisposable
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "library.md"));

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_program_of_the_page_is_a_region_that_is_compiled_here() =>
        Assert.Equal(Regions(), Blocks(Page, "csharp"));

    [Fact]
    public async Task Its_program_runs() =>
        Assert.Equal(0, await FirstRun.RunAsync(folder["outputs"], TestContext.Current.CancellationToken));

    [Fact]
    public void Its_dictionary_is_a_plan() =>
        Assert.Equal(["mini_mmlu"], PlanSources.FromDictionary().DatasetArgs.Keys);

    [Fact]
    public void Its_settings_over_a_file_are_a_plan()
    {
        var file = folder.Write("plan.yaml", "datasets: mini_mmlu\nlimit: 10\n");

        Assert.Equal((10, 1), (PlanSources.FromFile(file).Limit, PlanSources.FromFileWithLimit(file, 1).Limit));
    }

    [Fact]
    public async Task Its_model_is_evaluated()
    {
        var plan = new EvalPlan
        {
            Models = ["baseline:first"],
            Datasets = ["mini_mmlu"],
            Limit = 1,
            Outputs = folder["outputs"],
            WorkDir = folder["caches"],
        };

        var outcome = await ParrotRun.RunAsync(plan, TestContext.Current.CancellationToken);

        Assert.Equal("parrot", Assert.Single(outcome.Report.Results).Model);
    }

    [Fact]
    public async Task Its_local_model_is_evaluated()
    {
        var plan = new EvalPlan
        {
            Models = ["baseline:first"],
            Datasets = ["mini_mmlu"],
            Limit = 1,
            Outputs = folder["outputs"],
            WorkDir = folder["caches"],
        };

        var outcome = await LocalRun.RunAsync(plan, TestContext.Current.CancellationToken);

        Assert.Equal(RunStatus.Completed, outcome.Status);
        Assert.Equal("tiny", outcome.Report.Results[0].Model);
    }

    [Fact]
    public async Task Its_local_model_continues_a_text() =>
        Assert.NotEmpty(await LocalRun.ContinueAsync("Two and two", 4, TestContext.Current.CancellationToken));

    private static IEnumerable<string> Regions() =>
        new[] { "LibraryExample.cs", "LibraryExampleLocal.cs" }.SelectMany(RegionsOf);

    private static IEnumerable<string> RegionsOf(string file)
    {
        var source = Path.Combine(RepositoryRoot.Path, "tests", "Assay.Eval.Tests", file);
        return File.ReadAllText(source)
            .Split("#region ")
            .Skip(1)
            .Select(region =>
                Lines(
                    region[
                        (region.IndexOf('\n', StringComparison.Ordinal) + 1)..region.IndexOf(
                            "#endregion",
                            StringComparison.Ordinal
                        )
                    ]
                )
            );
    }

    private static IEnumerable<string> Blocks(string page, string language) =>
        page.Split($"```{language}\n")
            .Skip(1)
            .Select(block => Lines(block[..block.IndexOf("```", StringComparison.Ordinal)]));

    // Indentation is the file's matter.
    private static string Lines(string code) => string.Join('\n', code.Trim().Split('\n').Select(line => line.Trim()));
}
