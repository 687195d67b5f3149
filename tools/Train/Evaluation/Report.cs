using Assay.Benchmarks;
using Assay.Train.Output;

namespace Assay.Train.Evaluation;

/// <summary>Says how the model did.</summary>
public static class Report
{
    /// <summary>A line for each subset, and every answer if wanted.</summary>
    public static void Write(IReadOnlyList<SampleResult> results, bool answers)
    {
        foreach (var result in answers ? results : [])
        {
            Console.WriteLine(
                $"{(result.Right ? "right" : "WRONG")} {result.Set} {result.Mode} {result.Subset}: {result.Question}\n  [{result.Reference}] {result.Answer.ReplaceLineEndings(" / ")}"
            );
        }
        foreach (var subset in MiniSets.BySubset(results))
        {
            Console.WriteLine(
                $"{subset.Set, -11} {subset.Mode, -10} {subset.Subset, -24} {subset.Right, 3} of {subset.Asked}"
            );
        }
        foreach (var line in BySet(results))
        {
            Console.WriteLine(line);
        }
    }

    /// <summary>The model card.</summary>
    public static string Card(IReadOnlyList<SampleResult> results, int parameters, Settings settings) =>
        ModelFolder
            .Resource("card")
            .Replace("{parameters}", $"{parameters:N0}", StringComparison.Ordinal)
            .Replace("{steps}", $"{settings.Steps:N0}", StringComparison.Ordinal)
            .Replace("{seed}", $"{settings.Seed}", StringComparison.Ordinal)
            .Replace("{scores}", string.Join('\n', BySet(results)), StringComparison.Ordinal);

    private static IEnumerable<string> BySet(IReadOnlyList<SampleResult> results) =>
        results
            .GroupBy(result => (result.Set, result.Mode))
            .Select(group =>
            {
                var mode = group.Key.Mode == EvalMode.Generate ? "generate" : "likelihood";
                var right = group.Count(result => result.Right);
                return $"| {group.Key.Set} | {mode} | {right} of {group.Count()} | {100.0 * right / group.Count():0} % |";
            });
}
