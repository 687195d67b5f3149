using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Assay.Prompts;
using Assay.Scoring;
using Assay.Scoring.Extraction;
using Assay.Scoring.Mathematics;

namespace Assay.Benchmarks;

/// <summary>MATH: problems of mathematics competitions whose answers are formulas.</summary>
public class CompetitionMath : FreeAnswerBenchmark
{
    /// <summary>The metric that asks whether answers mean the same; see <see cref="MathEquality"/>.</summary>
    protected const string Equal = "math_equal";

    private const string Cue = "Problem:\n";
    private const string Step = "\n\nSolution:";

    /// <inheritdoc/>
    public override BenchmarkInfo Info { get; } =
        new()
        {
            Name = "competition_math",
            Aliases = ["math", "hendrycks_math"],
            Title = "MATH",
            Summary =
                "Problems of mathematics competitions in seven subjects and five levels; the answers are formulas.",
            Version = 1,
            Licence = "MIT",
            Citation =
                "Hendrycks et al. 2021, Measuring Mathematical Problem Solving With the MATH Dataset, https://arxiv.org/abs/2103.03874",
            ModelScopeId = "modelscope/competition_math",
            HuggingFaceId = "EleutherAI/hendrycks_math",
            Folders = ["competition_math", "MATH", "hendrycks_math"],
            Subsets =
            [
                new("prealgebra", 871),
                new("algebra", 1_187),
                new("number_theory", 540),
                new("counting_and_probability", 474),
                new("geometry", 479),
                new("intermediate_algebra", 903),
                new("precalculus", 546),
            ],
            Categories = ["Level 1", "Level 2", "Level 3", "Level 4", "Level 5"],
            EvaluationSplit = "test",
            FewShotSplit = "train",
            FewShot = 4,
            Modes = [EvalMode.Generate],
            Protocols = [Protocol.Llmuses, Protocol.Official, Protocol.LmEval],
            PromptFile = "cot-prompts/math.txt",
            Layouts =
            [
                new("{split}/{subset}/*.json") { ManyFiles = true },
                new("MATH/{split}/{subset}/*.json") { ManyFiles = true },
                new("data/{split}/{subset}/*.json") { ManyFiles = true },
                new("{subset}/{split}.jsonl"),
                new("{subset}/{split}-*.jsonl"),
                new("{subset}/{split}-*.parquet"),
                new("{subset}/{split}.json"),
                .. OneFile("{split}.jsonl", "default/{split}.jsonl", "data/{split}.jsonl"),
                .. OneFile("{split}-*.parquet", "default/{split}-*.parquet", "data/{split}-*.parquet"),
                .. OneFile("{split}.json", "{split}.csv", "default/{split}.csv"),
            ],
            Checked =
                "Of 400 recorded answers of Qwen2.5-Math, 351 were recorded as right; math_equal agrees in all but one row, where the recorder did not read 10{,}000 as the number 10000.",
            Traps =
            [
                "The early platform cuts the answer at the first dot, so that 1.5 is read as 1; here a dot ends an answer only before a blank or the end.",
                "The early platform reads the first sentence when no 'final answer' is stated; here the last box, the last formula and the last number are tried.",
                "The early platform always shows Minerva's four examples; here few_shot_num takes the first n of four of our own, more come from the train split, and cot-prompts/math.txt in the data folder replaces ours.",
                "The authors' equality compares texts in normal form, so that 1.5 is not \\frac{3}{2}; math_equal beside it compares what they mean.",
                "The authors' box rule takes '\\boxed 5' before any '\\boxed{…}', wherever they stand; here the last of them counts.",
                "lm-eval has two tasks: with few_shot_num 0 its hendrycks_math, else its minerva_math.",
            ],
        };

    /// <inheritdoc/>
    public override Sample Parse(DataRow row, string subset, int index)
    {
        ArgumentNullException.ThrowIfNull(row);
        var solution = row.Text("solution");
        return new()
        {
            Dataset = Info.Name,
            Subset = subset,
            Index = index,
            Question = row.Text("problem"),
            Reference =
                HendrycksAnswer.LastBoxed(solution)
                ?? throw new InputException(
                    @"field 'solution' has no \boxed{…}",
                    row.Location,
                    @"put its answer into \boxed{}"
                ),
            Solution = solution,
            Category = row.TextOrNull("level"),
        };
    }

    /// <inheritdoc/>
    public override ImmutableArray<ExtractionRule> Rules(BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        const string Harness = "EleutherAI/lm-evaluation-harness, ";
        return settings.Protocol switch
        {
            Protocol.Official =>
            [
                new(
                    "text to the dollar",
                    "the text up to a dollar, ### or the line's end",
                    "hendrycks/math, evaluate_gpt3.py"
                ),
            ],
            Protocol.LmEval when IsHendrycksTask(settings) =>
            [
                new(
                    "first to last dollar",
                    "what stands between the first and the last dollar",
                    Harness + "hendrycks_math"
                ),
                new("whole text", "the text where it has no two dollars", Harness + "hendrycks_math"),
            ],
            Protocol.LmEval =>
            [
                new(
                    "final answer is …",
                    "what stands between \"Final Answer: The final answer is\" and \"I hope it is correct.\", the first such",
                    Harness + "minerva_math"
                ),
            ],
            _ => FinalAnswer.Rules,
        };
    }

    /// <inheritdoc/>
    public override Sample Placeholder(SubsetInfo subset, int? example) =>
        base.Placeholder(subset, example) with
        {
            Solution = Named("solution", example),
        };

    /// <inheritdoc/>
    public override int ExamplesWanted(BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings is { FewShot: <= 4, FewShotRandom: false } ? 0 : base.ExamplesWanted(settings);
    }

    /// <inheritdoc/>
    protected override string Query(Sample sample, Shots shots, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(shots);
        ArgumentNullException.ThrowIfNull(settings);
        var examples = Examples(shots, settings);
        if (settings.Protocol == Protocol.Official)
        {
            const string Task =
                "Given a mathematics problem, determine the answer. Simplify your answer as much as possible.\n";
            return Task
                + string.Concat(examples.Select(x => $"Problem: {x.Problem}\nAnswer: ${x.Answer}$\n###\n"))
                + $"Problem: {sample.Question}\nAnswer: $";
        }
        return IsHendrycksTask(settings)
            ? $"Problem: {sample.Question}\nAnswer:"
            : string.Concat(
                examples.Select(x =>
                    $"{Cue}{x.Problem}{Step}\n{x.Solution}\nFinal Answer: The final answer is ${x.Answer}$. I hope it is correct.\n\n"
                )
            ) + $"{Cue}{sample.Question}{Step}";
    }

    /// <inheritdoc/>
    protected override ImmutableArray<string> Stop(BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Protocol == Protocol.Official ? ["$", "###", "\n"] : ["Problem:"];
    }

    /// <inheritdoc/>
    protected override Score Judge(Sample sample, string text, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(settings);
        var gold = sample.Reference;
        switch (settings.Protocol)
        {
            case Protocol.Official:
                var given = text.Trim().TrimStart('$');
                return given.Length == 0
                    ? Scoring.Score.NothingFound(gold, "acc", Equal)
                    : Judged("acc", given, HendrycksAnswer.AreEqual(given, gold), new(given, "text to the dollar"));
            case Protocol.LmEval when IsHendrycksTask(settings):
                var formula = BetweenDollars(text);
                var found = formula is null ? new Extracted(text, "whole text") : new(formula, "first to last dollar");
                return Judged(
                    "exact_match",
                    found.Value,
                    HendrycksAnswer.AreEqual(found.Value, gold, harness: true),
                    found
                );
            case Protocol.LmEval:
                if (MinervaAnswer.Find(text) is not { } stated)
                {
                    return Scoring.Score.NothingFound(gold, "exact_match", Equal);
                }
                var (one, other) = (MinervaAnswer.Normal(stated), MinervaAnswer.Normal(gold));
                var same = one == other || MathEquality.AreEquivalent(one, other);
                return Judged("exact_match", stated, same, new(one, "final answer is …"));
            default:
                return FinalAnswer.Find(text) is { } answer
                    ? Judged(
                        "acc",
                        answer.Value,
                        HendrycksAnswer.AreEqual(answer.Value, gold),
                        answer with
                        {
                            Value = HendrycksAnswer.Normal(answer.Value) ?? answer.Value,
                        }
                    )
                    : Scoring.Score.NothingFound(gold, "acc", Equal);
        }

        Score Judged(string metric, string answer, bool right, Extracted found) =>
            Scoring.Score.Judged(
                gold,
                found,
                new MetricValue(metric, right ? 1 : 0),
                new MetricValue(Equal, right || MathEquality.AreEqual(answer, gold) ? 1 : 0)
            );
    }

    /// <summary>One file for all subjects, which its field <c>type</c> tells apart.</summary>
    private static IEnumerable<DataLayout> OneFile(params string[] paths) =>
        paths.Select(path => new DataLayout(path) { SubsetField = "type" });

    /// <summary>The harness's hendrycks_math shows no examples, its minerva_math always does.</summary>
    private static bool IsHendrycksTask(BenchmarkSettings settings) =>
        settings is { Protocol: Protocol.LmEval, FewShot: 0 };

    /// <summary>EleutherAI/lm-evaluation-harness <c>tasks/hendrycks_math/utils.py</c> (version 1.0).</summary>
    private static string? BetweenDollars(string text)
    {
        var (first, last) = (text.IndexOf('$', StringComparison.Ordinal), text.LastIndexOf('$'));
        return first < last ? text[(first + 1)..last] : null;
    }

    private IEnumerable<(string Problem, string Solution, string Answer)> Examples(
        Shots shots,
        BenchmarkSettings settings
    ) =>
        ExamplesWanted(settings) > 0
            ? shots
                .Examples.Take(settings.FewShot)
                .Select(example => (example.Question, example.Solution!, example.Reference))
            : WorkedExamples
                .Parse(shots.PromptFile ?? OwnExamples, Cue)
                .Examples.Take(settings.FewShot)
                .Select(TakeApart);

    /// <summary>The problem, the solution and the answer of a worked example in Minerva's form.</summary>
    private static (string Problem, string Solution, string Answer) TakeApart(string example)
    {
        const string Final = "Final Answer: The final answer is";
        var step = example.IndexOf(Step.Trim(), StringComparison.Ordinal);
        var problem = example[Cue.Length..(step < 0 ? example.Length : step)].Trim();
        var solution = step < 0 ? "" : example[(step + Step.Trim().Length)..].Trim();
        var final = solution.LastIndexOf(Final, StringComparison.Ordinal);
        var answer = MinervaAnswer.Find(solution)?.Trim('$') ?? HendrycksAnswer.LastBoxed(solution) ?? "";
        return (problem, final < 0 ? solution : solution[..final].TrimEnd(), answer);
    }

    private const string OwnExamples = """
        Problem:
        For which real numbers $t$ is $\frac{\sqrt{t+3}}{t-1}$ defined and not positive? Write the answer in interval notation.

        Solution:
        The root needs $t \ge -3$, and the denominator needs $t \ne 1$. The root is never negative, so the quotient is at most zero exactly when the root is zero or the denominator is negative. That is the case for $t = -3$ and for $-3 < t < 1$. Together these are $\boxed{[-3,1)}$.
        Final Answer: The final answer is $[-3,1)$. I hope it is correct.

        Problem:
        A bag holds $5$ red and $4$ blue marbles. Two marbles are drawn without putting the first one back. What is the probability that they have different colours?

        Solution:
        There are $\binom{9}{2} = 36$ pairs of marbles. Of these, $5 \cdot 4 = 20$ have one marble of each colour. The probability is $\frac{20}{36} = \boxed{\frac{5}{9}}$.
        Final Answer: The final answer is $\frac{5}{9}$. I hope it is correct.

        Problem:
        What is the remainder when $7^{50}$ is divided by $10$?

        Solution:
        The last digits of the powers of $7$ are $7, 9, 3, 1$ and then repeat with period $4$. Since $50 = 4 \cdot 12 + 2$, the last digit of $7^{50}$ is that of $7^2 = 49$. The remainder is $\boxed{9}$.
        Final Answer: The final answer is $9$. I hope it is correct.

        Problem:
        The sides of a rectangle are in the ratio $2:3$, and its diagonal is $13$. What is its area?

        Solution:
        Let the sides be $2s$ and $3s$. Then $(2s)^2 + (3s)^2 = 13s^2 = 13^2$, so $s^2 = 13$. The area is $2s \cdot 3s = 6s^2 = 6 \cdot 13 = \boxed{78}$.
        Final Answer: The final answer is $78$. I hope it is correct.
        """;

    [ModuleInitializer]
    internal static void Register() => BenchmarkRegistry.Add("competition_math", () => new CompetitionMath());
}
