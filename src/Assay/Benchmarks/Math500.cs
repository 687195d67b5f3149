using System.Runtime.CompilerServices;
using Assay.Scoring.Mathematics;

namespace Assay.Benchmarks;

/// <summary>MATH-500: five hundred problems of MATH's test split.</summary>
public sealed class Math500 : CompetitionMath
{
    private const string Tail = "The answer is: ";

    /// <inheritdoc/>
    public override BenchmarkInfo Info { get; } =
        new CompetitionMath().Info with
        {
            Name = "math_500",
            Aliases = ["math500"],
            Title = "MATH-500",
            Summary = "Five hundred problems drawn from MATH's test split, which keep its mix of subjects and levels.",
            Citation =
                "Lightman et al. 2023, Let's Verify Step by Step, https://arxiv.org/abs/2305.20050; problems of Hendrycks et al. 2021",
            ModelScopeId = "AI-ModelScope/MATH-500",
            HuggingFaceId = "HuggingFaceH4/MATH-500",
            Folders = ["math_500", "MATH-500"],
            Subsets = [new("main", 500)],
            Categories =
            [
                .. new CompetitionMath().Info.Categories,
                "Prealgebra",
                "Algebra",
                "Number Theory",
                "Counting & Probability",
                "Geometry",
                "Intermediate Algebra",
                "Precalculus",
            ],
            FewShotSplit = null,
            Checked = "The 500 worked solutions are right by both metrics.",
            MaxFewShot = 4,
            Layouts =
            [
                new("{split}.jsonl"),
                new("{subset}/{split}.jsonl"),
                new("default/{split}.jsonl"),
                new("data/{split}.jsonl"),
                new("{split}-*.parquet"),
                new("data/{split}-*.parquet"),
                new("{split}.json"),
                new("{split}.csv"),
            ],
            Traps =
            [
                .. new CompetitionMath().Info.Traps,
                "Some copies of the data have the whole solution in 'answer'; the answer is then its last box.",
            ],
        };

    /// <inheritdoc/>
    public override Sample Parse(DataRow row, string subset, int index)
    {
        ArgumentNullException.ThrowIfNull(row);
        var solution = row.TextOrNull("solution");
        var answer = row.TextOrNull("answer") ?? solution ?? row.Text("answer");
        var level = row.TextOrNull("level");
        return new()
        {
            Dataset = Info.Name,
            Subset = subset,
            Index = index,
            Question = row.TextOrNull("problem") ?? row.Text("question"),
            Reference =
                HendrycksAnswer.LastBoxed(answer)
                ?? answer[
                    (answer.LastIndexOf(Tail, StringComparison.Ordinal) is >= 0 and var tail ? tail + Tail.Length : 0)..
                ],
            Solution = solution ?? answer,
            Category = level is null || level.StartsWith("Level", StringComparison.Ordinal) ? level : $"Level {level}",
            MoreCategories = (row.TextOrNull("subject") ?? row.TextOrNull("type")) is { } type ? [type] : [],
        };
    }

    [ModuleInitializer]
    internal static new void Register() => BenchmarkRegistry.Add("math_500", () => new Math500());
}
