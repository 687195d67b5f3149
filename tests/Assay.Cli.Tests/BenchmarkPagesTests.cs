using Assay.Benchmarks;
using Assay.Testing;

namespace Assay.Cli.Tests;

/// <summary>docs/benchmarks holds what the benchmarks say of themselves.</summary>
public sealed class BenchmarkPagesTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "docs", "benchmarks");

    public static TheoryData<string> Names => [.. BenchmarkRegistry.All.Select(benchmark => benchmark.Info.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_is_current_or_assay_datasets_docs_writes_it_anew(string name)
    {
        var path = Path.Combine(Folder, name + ".md");

        Assert.Equal(BenchmarkPage.Write(BenchmarkRegistry.Find(name)), File.ReadAllText(path));
    }

    [Fact]
    public void There_is_no_page_of_a_benchmark_that_is_gone() =>
        Assert.Equal(
            BenchmarkRegistry.All.Select(benchmark => benchmark.Info.Name + ".md").Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Names))]
    public void The_overview_leads_to_every_page(string name) =>
        Assert.Contains(
            $"(benchmarks/{name}.md)",
            File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "benchmarks.md"))
        );
}
