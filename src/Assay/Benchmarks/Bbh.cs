using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Assay.Prompts;
using Assay.Scoring;
using Assay.Scoring.Extraction;

namespace Assay.Benchmarks;

/// <summary>BIG-Bench Hard: 27 tasks on which models were once worse than people.</summary>
public partial class Bbh : FreeAnswerBenchmark
{
    /// <summary>The category of tasks that are answered with the letter of a choice: "(A)".</summary>
    protected const string Choice = "Multiple Choice";

    /// <summary>The category of tasks that are answered with a word, a number or a list.</summary>
    protected const string Free = "Free Form";

    private const string Cue = "Q: ";
    private const string Step = "\nA: Let's think step by step.";

    /// <inheritdoc/>
    public override BenchmarkInfo Info { get; } =
        new()
        {
            Name = "bbh",
            Aliases = ["big_bench_hard"],
            Title = "BBH",
            Summary =
                "Twenty-seven tasks of BIG-Bench that need several steps of reasoning: logic, arithmetic, language.",
            Version = 1,
            Licence = "MIT",
            Citation =
                "Suzgun et al. 2022, Challenging BIG-Bench Tasks and Whether Chain-of-Thought Can Solve Them, https://arxiv.org/abs/2210.09261",
            ModelScopeId = "modelscope/bbh",
            HuggingFaceId = "lukaemon/bbh",
            Folders = ["bbh", "BIG-Bench-Hard"],
            Subsets =
            [
                new("boolean_expressions", 250, Free),
                new("causal_judgement", 187, Free),
                new("date_understanding", 250, Choice),
                new("disambiguation_qa", 250, Choice),
                new("dyck_languages", 250, Free),
                new("formal_fallacies", 250, Free),
                new("geometric_shapes", 250, Choice),
                new("hyperbaton", 250, Choice),
                new("logical_deduction_five_objects", 250, Choice),
                new("logical_deduction_seven_objects", 250, Choice),
                new("logical_deduction_three_objects", 250, Choice),
                new("movie_recommendation", 250, Choice),
                new("multistep_arithmetic_two", 250, Free),
                new("navigate", 250, Free),
                new("object_counting", 250, Free),
                new("penguins_in_a_table", 146, Choice),
                new("reasoning_about_colored_objects", 250, Choice),
                new("ruin_names", 250, Choice),
                new("salient_translation_error_detection", 250, Choice),
                new("snarks", 178, Choice),
                new("sports_understanding", 250, Free),
                new("temporal_sequences", 250, Choice),
                new("tracking_shuffled_objects_five_objects", 250, Choice),
                new("tracking_shuffled_objects_seven_objects", 250, Choice),
                new("tracking_shuffled_objects_three_objects", 250, Choice),
                new("web_of_lies", 250, Free),
                new("word_sorting", 250, Free),
            ],
            EvaluationSplit = "test",
            FewShot = 3,
            MaxFewShot = 3,
            Modes = [EvalMode.Generate],
            Protocols = [Protocol.Llmuses, Protocol.Official, Protocol.LmEval],
            ChainOfThought = true,
            PromptFile = "cot-prompts/{subset}.txt",
            Layouts =
            [
                new("bbh/{subset}.json") { RowsAt = "examples" },
                new("{subset}.json") { RowsAt = "examples" },
                new("data/{subset}.json") { RowsAt = "examples" },
                new("{subset}/{split}.jsonl"),
                new("{subset}/{split}-*.jsonl"),
                new("{subset}/{split}-*.parquet"),
                new("{subset}/{split}/*.parquet"),
                new("{subset}/{split}.parquet"),
                new("{subset}/{split}.json"),
                new("{subset}.jsonl"),
            ],
            Checked =
                "The authors' verdicts on Codex are reproduced in all 2 × 3,500 rows of 14 tasks, under `official` and `llmuses` alike.",
            Traps =
            [
                "The early platform compares the letter it extracted with a reference in brackets, A with (A), so no choice is ever right; here brackets are dropped on both sides.",
                "The early platform takes any first capital for a letter; here it has to stand alone and be offered.",
                "The early platform tells the model to follow the given examples even when few_shot_num is 0; here that line comes with examples only.",
                "The authors' answer-only prompts have typing errors in two tasks (date_understanding, tracking_shuffled_objects_three_objects); cot=false derives its examples from the chain-of-thought prompts, which have not.",
                "lm-eval drops the last character of the answer's line, meant to be a full stop; kept under protocol lm-eval only.",
            ],
        };

    /// <inheritdoc/>
    public override Sample Parse(DataRow row, string subset, int index)
    {
        ArgumentNullException.ThrowIfNull(row);
        var question = row.Text("input");
        return new()
        {
            Dataset = Info.Name,
            Subset = subset,
            Index = index,
            Question = question,
            Reference = row.Text("target"),
            Choices = IsChoice(subset)
                ?
                [
                    .. OptionLine()
                        .Matches(question)
                        .Select(option => new Choice(option.Groups["label"].Value, option.Groups["text"].Value)),
                ]
                : [],
        };
    }

    /// <inheritdoc/>
    public override ImmutableArray<string> Candidates(Sample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (!sample.Choices.IsEmpty)
        {
            return [.. sample.Choices.Select(choice => $"({choice.Label})")];
        }
        return sample.Subset switch
        {
            "boolean_expressions" => ["True", "False"],
            "causal_judgement" or "navigate" or "web_of_lies" => ["Yes", "No"],
            "formal_fallacies" => ["valid", "invalid"],
            "sports_understanding" => ["yes", "no"],
            _ => [],
        };
    }

    /// <inheritdoc/>
    public override ImmutableArray<ExtractionRule> Rules(BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Protocol switch
        {
            Protocol.Official =>
            [
                new("after the first \"the answer is\"", "what follows, one full stop dropped", "Suzgun et al. 2022"),
                new("whole text", "the whole text"),
            ],
            Protocol.LmEval =>
            [
                new(
                    "(?<=the answer is )(.*)(?=.)",
                    "the line's rest without its last character",
                    "EleutherAI/lm-evaluation-harness, bbh"
                ),
                new("whole text", "without reasoning, the whole text"),
            ],
            _ => [.. LabelExtractor.Rules, .. BbhAnswer.FreeFormRules],
        };
    }

    /// <inheritdoc/>
    protected override string Query(Sample sample, Shots shots, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(shots);
        ArgumentNullException.ThrowIfNull(settings);
        var question = Cue + sample.Question + (settings.ChainOfThought ? Step : "\nA:");
        if (settings is { Protocol: Protocol.LmEval, ChainOfThought: true })
        {
            question += "\n";
        }
        if (shots.PromptFile is null || settings.FewShot == 0)
        {
            return question;
        }
        var lead = settings.Protocol == Protocol.Llmuses ? "Follow the given examples and answer the question.\n" : "";
        var worked = WorkedExamples.Parse(shots.PromptFile, Cue);
        return lead + worked.Write(settings.FewShot, settings.ChainOfThought ? x => x : AnswerOnly) + "\n\n" + question;
    }

    /// <inheritdoc/>
    protected override ImmutableArray<string> Stop(BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Protocol == Protocol.LmEval ? ["</s>", "Q", "\n\n"] : ["\n\nQ:"];
    }

    /// <inheritdoc/>
    protected override Score Judge(Sample sample, string text, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(settings);
        var (gold, choice) = (sample.Reference, IsChoice(sample.Subset));
        var (metric, found) = settings.Protocol switch
        {
            Protocol.Official => ("acc", BbhAnswer.Official(text, settings.ChainOfThought)),
            Protocol.LmEval => ("exact_match", BbhAnswer.Harness(text, settings.ChainOfThought)),
            _ => (
                "acc",
                choice
                    ? BbhAnswer.Label(text, sample.Choices)
                    : BbhAnswer.FreeForm(text, settings.ChainOfThought, Candidates(sample), IsCount(sample.Subset))
            ),
        };
        var expected = settings.Protocol == Protocol.Llmuses && choice ? gold.Trim('(', ')') : gold;
        return found is { } answer
            ? Scoring.Score.Judged(gold, answer, new MetricValue(metric, answer.Value == expected ? 1 : 0))
            : Scoring.Score.NothingFound(gold, metric);
    }

    private static bool IsCount(string subset) => subset is "multistep_arithmetic_two" or "object_counting";

    private bool IsChoice(string subset) => Info.Subsets.Any(known => known.Name == subset && known.Category == Choice);

    /// <summary>The example without its reasoning, as the authors' answer-only prompts have it: <c>A: (D)</c>.</summary>
    private static string AnswerOnly(string example)
    {
        const string Conclusion = "the answer is ";
        var question = example.IndexOf("\nA: ", StringComparison.Ordinal);
        var conclusion = example.LastIndexOf(Conclusion, StringComparison.OrdinalIgnoreCase);
        if (question < 0 || conclusion < question)
        {
            return example;
        }
        var answer = example[(conclusion + Conclusion.Length)..].Trim();
        return $"{example[..question]}\nA: {(answer.EndsWith('.') ? answer[..^1] : answer)}";
    }

    [GeneratedRegex(
        @"^\((?<label>[A-Z])\) (?<text>.*)$",
        RegexOptions.Multiline | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex OptionLine();

    [ModuleInitializer]
    internal static void Register() => BenchmarkRegistry.Add("bbh", () => new Bbh());
}
