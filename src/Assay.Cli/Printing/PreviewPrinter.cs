using Assay.Cli.Progress;
using Assay.Runs;
using Spectre.Console;

namespace Assay.Cli.Printing;

/// <summary>Prints what a run would do.</summary>
/// <param name="console">Standard output.</param>
internal sealed class PreviewPrinter(IAnsiConsole console)
{
    private const int LongestRule = 60;

    public void Print(EvalPlan plan, EvalPreview preview)
    {
        console.Line("Nothing is asked: this is what a run would do.");
        console.Line(
            $"models:  {string.Join(", ", preview.Subsets.Select(x => x.Model).Distinct(StringComparer.Ordinal))}"
        );
        console.Line($"outputs: {plan.Outputs}");
        console.WriteLine();
        FittedTable.Write(
            console,
            preview.Subsets,
            new("Model", x => x.Model, Right: false, Spare: 3),
            new("Data set", x => x.Dataset, Right: false),
            new("Subset", x => x.Subset, Right: false),
            new("Protocol", x => x.Protocol, Right: false, Spare: 2),
            new("Mode", x => ModeName.Of(x.Mode), Right: false, Spare: 1),
            new("Shots", x => $"{x.FewShot}", Spare: 1),
            new("Requests", x => Figures.Count(x.Requests)),
            new("Input tokens", x => Figures.Count(x.InputTokens))
        );
        console.WriteLine();
        var (requests, tokens) = (preview.Subsets.Sum(x => x.Requests), preview.Subsets.Sum(x => x.InputTokens));
        console.Line($"in all: {Figures.Count(requests, "request")}, about {Figures.Count(tokens, "input token")}");
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
        console.Prose(title, new Style(decoration: Decoration.Bold));
        var rule = new string('─', Math.Min(console.Profile.Width, LongestRule));
        console.Line(rule);
        foreach (var line in PlainText.Lines(prompt).TrimEnd('\n').Split('\n'))
        {
            console.Line(line);
        }
        console.Line(rule);
    }
}
