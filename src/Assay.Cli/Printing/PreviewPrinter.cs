using Assay.Benchmarks;
using Assay.Cli.Progress;
using Assay.Runs;
using Spectre.Console;

namespace Assay.Cli.Printing;

/// <summary>Prints what a run would do.</summary>
/// <param name="console">Standard output.</param>
internal sealed class PreviewPrinter(IAnsiConsole console)
{
    public void Print(EvalPlan plan, EvalPreview preview)
    {
        Line("Nothing is asked: this is what a run would do.");
        Line($"models:  {string.Join(", ", preview.Subsets.Select(x => x.Model).Distinct(StringComparer.Ordinal))}");
        Line($"outputs: {plan.Outputs}");
        FittedTable.Write(
            console,
            preview.Subsets,
            new("Model", x => x.Model, Right: false, Spare: 3),
            new("Data set", x => x.Dataset, Right: false),
            new("Subset", x => x.Subset, Right: false),
            new("Protocol", x => x.Protocol, Right: false, Spare: 2),
            new("Mode", x => x.Mode is EvalMode.Generate ? "generate" : "likelihood", Right: false, Spare: 1),
            new("Shots", x => $"{x.FewShot}", Spare: 1),
            new("Requests", x => Figures.Count(x.Requests)),
            new("Input tokens", x => Figures.Count(x.InputTokens))
        );
        var (requests, tokens) = (preview.Subsets.Sum(x => x.Requests), preview.Subsets.Sum(x => x.InputTokens));
        Line($"in all: {Figures.Count(requests)} requests, about {Figures.Count(tokens)} input tokens");
        foreach (var first in preview.Subsets.DistinctBy(x => x.Dataset))
        {
            PrintPrompt(
                $"{first.Dataset}, first prompt ({first.Subset}; the reference answer is {first.FirstGold})",
                first.FirstPrompt
            );
        }
    }

    /// <summary>Prints one prompt in full, between rules.</summary>
    public void PrintPrompt(string title, string prompt)
    {
        console.WriteLine();
        console.WriteText(PlainText.Line(title), new Style(decoration: Decoration.Bold));
        var rule = new string('─', Math.Min(console.Profile.Width, 60));
        console.WriteText(rule);
        console.WriteText(PlainText.Lines(prompt).TrimEnd('\n'));
        console.WriteText(rule);
    }

    private void Line(string text) => console.WriteText(PlainText.Line(text));
}
