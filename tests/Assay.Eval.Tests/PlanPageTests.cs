using System.Text;
using Assay.Eval.Tests.Plans;
using Assay.Plans;
using Assay.Testing;

namespace Assay.Eval.Tests;

/// <summary>docs/plan.md lists the keys that there are.</summary>
public sealed class PlanPageTests : IDisposable
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "plan.md"));

    // Columns: key, other names, flag, value, default, meaning.
    private static readonly List<string[]> Rows =
    [
        .. Page.Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Contains("| `--"))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray()),
    ];

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Built => [.. PlanKeys.All.Where(key => !key.NotBuilt).Select(key => key.Name)];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_table_has_every_key_that_is_built_in_the_order_of_a_plan() =>
        Assert.Equal(
            PlanKeys.All.Where(key => !key.NotBuilt).Select(key => key.Name),
            Rows.Select(row => row[0].Trim('`'))
        );

    [Theory]
    [MemberData(nameof(Built))]
    public void A_key_stands_there_with_its_flag_and_its_other_names(string name)
    {
        var row = Rows.Single(row => row[0] == $"`{name}`");

        Assert.Equal(string.Join(", ", PlanKeys.Find(name)!.Aliases.Select(alias => $"`{alias}`")), row[1]);
        Assert.Equal($"`--{name.Replace('_', '-')}`", row[2]);
    }

    [Fact]
    public void Defaults_are_those_of_a_plan_that_says_nothing()
    {
        var written = Encoding.UTF8.GetString(PlanWriter.ToYaml(KeyForms.Default));
        var defaults = written
            .Split('\n')
            .Select(line => line.Split(": ", 2))
            .Where(pair => pair.Length == 2 && pair[0][0] is not (' ' or '#') && pair[1][0] is not ('[' or '{'))
            .Select(pair => (pair[0], pair[1].Trim('"')));

        Assert.Equal(
            defaults,
            Rows.Select(row => (row[0].Trim('`'), row[4].Trim('`')))
                .Where(row => defaults.Any(pair => pair.Item1 == row.Item1))
        );
    }

    [Fact]
    public void Its_example_is_a_plan()
    {
        var example = Page.Split("```yaml\n")[1].Split("```")[0];

        var plan = PlanReader.FromFile(folder.Write("plan.yaml", example));

        Assert.Equal(["mini_mmlu", "mini_gsm8k"], plan.Datasets);
    }
}
