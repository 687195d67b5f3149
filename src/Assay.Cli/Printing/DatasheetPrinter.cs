using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Cli.Progress;
using Spectre.Console;

namespace Assay.Cli.Printing;

/// <summary>Prints a benchmark's datasheet.</summary>
/// <param name="console">Standard output.</param>
internal sealed class DatasheetPrinter(IAnsiConsole console)
{
    private const int Texts = 13;

    public void Print(BenchmarkInfo info)
    {
        console.Line(info.Title, new Style(decoration: Decoration.Bold));
        console.Prose(info.Summary);
        console.WriteLine();
        Entry("name", string.Join(", ", info.Aliases.Prepend(info.Name)));
        Entry("asked by", ModeName.Of(info.Modes));
        Entry("protocols", string.Join(", ", info.Protocols.Select(protocol => Protocol(info, protocol))));
        Entry("examples", Examples(info));
        Entry(
            "splits",
            info.FewShotSplit is { } examples
                ? $"{info.EvaluationSplit} is asked, examples from {examples}"
                : $"{info.EvaluationSplit} is asked"
        );
        foreach (var (split, subsets) in info.OtherSplits)
        {
            var rows = Figures.Count(subsets.Sum(subset => subset.Rows ?? 0));
            Entry("also split", $"{split}, {rows} samples, by eval_split={split}");
        }
        foreach (var (name, subsets) in info.SubsetGroups)
        {
            Entry("group", $"{subsets.Length} subsets, by subset_list={name}");
        }
        Entry("licence", info.Licence);
        Entry("citation", info.Citation);
        Entry("hubs", string.Join(", ", Hubs(info)));
        foreach (var (key, what) in info.OwnKeys)
        {
            Entry("own key", $"{key}: {what}");
        }
        foreach (var trap in info.Traps)
        {
            Entry("trap", trap);
        }
        console.WriteLine();
        PrintSubsets(info);
    }

    private static string Protocol(BenchmarkInfo info, string protocol) =>
        info.ProtocolDefaults.TryGetValue(protocol, out var defaults) && defaults.FewShot is { } shots
            ? $"{protocol} ({shots}-shot)"
            : protocol;

    private static string Examples(BenchmarkInfo info) =>
        (info.FewShot, info.ChainOfThought) switch
        {
            (var shots, true) => $"{shots}, with chain of thought",
            (var shots, false) => $"{shots}, without chain of thought",
            var (shots, _) => $"{shots}",
        };

    private static IEnumerable<string> Hubs(BenchmarkInfo info) =>
        new[]
        {
            info.ModelScopeId is { } modelScope ? $"ModelScope {modelScope}" : null,
            info.HuggingFaceId is { } huggingFace ? $"HuggingFace {huggingFace}" : null,
        }.OfType<string>();

    private void PrintSubsets(BenchmarkInfo info)
    {
        ImmutableArray<Column<SubsetInfo>> columns =
        [
            new("Subset", x => x.Name, Right: false),
            new("Samples", x => x.Rows is { } rows ? Figures.Count(rows) : "-"),
        ];
        if (info.Subsets.Any(subset => subset.Category is not null))
        {
            columns = columns.Add(new("Category", Category, Right: false, Spare: 1));
        }
        if (info.Subsets.Any(subset => subset.Title is not null))
        {
            columns = columns.Add(new("Name", x => x.Title ?? "", Right: false, Spare: 2));
        }
        FittedTable.Write(console, info.Subsets, columns);
    }

    private static string Category(SubsetInfo subset) =>
        string.Join(", ", new[] { subset.Category, subset.AlsoIn }.OfType<string>());

    private void Entry(string name, string text) => console.Entry(name + ":", text, 0, Texts);
}
