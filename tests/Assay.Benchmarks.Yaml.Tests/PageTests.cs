using Assay.Scoring.Metrics;
using Assay.Testing;

namespace Assay.Benchmarks.Yaml.Tests;

/// <summary>docs/own-benchmarks.md keeps up with what there is, and what it shows works.</summary>
public sealed class PageTests : IDisposable
{
    private static readonly string Page = File.ReadAllText(
        Path.Combine(RepositoryRoot.Path, "docs", "own-benchmarks.md")
    );

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_key_has_a_place() =>
        Assert.All(
            Reading.DefinitionReader.Keys.Except(["license"]),
            key => Assert.Contains($"`{key}`", Page, StringComparison.Ordinal)
        );

    [Fact]
    public void Every_metric_has_a_row() =>
        Assert.All(
            AnswerMetrics.All.Select(metric => metric.Name),
            name => Assert.Contains($"\n| `{name}` | ", Page, StringComparison.Ordinal)
        );

    [Fact]
    public void Every_rule_has_a_place() =>
        Assert.All(ExtractionRule.Named.Keys, name => Assert.Contains($"`{name}`", Page, StringComparison.Ordinal));

    [Fact]
    public void The_walk_works_and_the_starter_says_what_the_page_says()
    {
        folder.Write("questions.csv", Block("csv", 0));
        Starter.Write(folder["quiz.yaml"], folder["questions.csv"]);

        var said = File.ReadAllLines(folder["quiz.yaml"])
            .Where(line => !line.TrimStart().StartsWith('#') && line.Length > 0)
            .Select(line => line.Split("  #")[0].Split("      #")[0].TrimEnd());

        Assert.Equal(Block("yaml", 0).TrimEnd().Split('\n'), said);
    }

    [Fact]
    public async Task The_example_of_free_answers_has_no_mistakes()
    {
        folder.Write("trivia.csv", Block("csv", 1));
        folder.Write("trivia.yaml", Block("yaml", 1));

        var found = await BenchmarkCheck.RunAsync(folder["trivia.yaml"], TestContext.Current.CancellationToken);

        Assert.Empty(found.Mistakes);
        Assert.Equal(
            "Answer in as few words as possible.\n\nQ: What is the capital of Mali?\nA: Bamako\n\nQ: How many days has a week?\nA: 7\n\n"
                + "Q: What is the capital of Peru?\nA:",
            found.Previews[0].Prompt.Text
        );
    }

    [Fact]
    public async Task The_example_of_programs_has_no_mistakes()
    {
        folder.Write("programs.jsonl", Block("jsonl", 0));
        folder.Write("programs.yaml", Block("yaml", 2));

        var found = await BenchmarkCheck.RunAsync(folder["programs.yaml"], TestContext.Current.CancellationToken);

        Assert.Empty(found.Mistakes);
        Assert.Equal(2, Assert.Single(found.Rows).Count);
    }

    /// <summary>A block of the page, without the indentation that lists give it.</summary>
    private static string Block(string language, int index)
    {
        var block = Page.Split($"```{language}\n")[index + 1].Split("```")[0].TrimEnd(' ');
        var indent = block.Length - block.TrimStart(' ').Length;
        return string.Concat(
            block.TrimEnd('\n').Split('\n').Select(line => line[Math.Min(indent, line.Length)..] + "\n")
        );
    }
}
