using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Assay.Benchmarks;

/// <summary>MMLU: knowledge over 57 subjects.</summary>
public class Mmlu : ChoiceBenchmark
{
    private const string Humanities = "Humanities";
    private const string Stem = "STEM";
    private const string SocialScience = "Social Science";
    private const string Other = "Other";

    /// <inheritdoc/>
    public override BenchmarkInfo Info { get; } =
        new()
        {
            Name = "mmlu",
            Aliases = ["hendrycks_test"],
            Title = "MMLU",
            Summary =
                "Exam questions with four choices over 57 subjects, from elementary mathematics to professional law.",
            Version = 1,
            Licence = "MIT",
            Citation =
                "Hendrycks et al. 2021, Measuring Massive Multitask Language Understanding, https://arxiv.org/abs/2009.03300",
            ModelScopeId = "modelscope/mmlu",
            HuggingFaceId = "cais/mmlu",
            Folders = ["mmlu", "hendrycks_test"],
            Subsets =
            [
                new("abstract_algebra", 100, Stem),
                new("anatomy", 135, Other),
                new("astronomy", 152, Stem),
                new("business_ethics", 100, Other),
                new("clinical_knowledge", 265, Other),
                new("college_biology", 144, Stem),
                new("college_chemistry", 100, Stem),
                new("college_computer_science", 100, Stem),
                new("college_mathematics", 100, Stem),
                new("college_medicine", 173, Other),
                new("college_physics", 102, Stem),
                new("computer_security", 100, Stem),
                new("conceptual_physics", 235, Stem),
                new("econometrics", 114, SocialScience),
                new("electrical_engineering", 145, Stem),
                new("elementary_mathematics", 378, Stem),
                new("formal_logic", 126, Humanities),
                new("global_facts", 100, Other),
                new("high_school_biology", 310, Stem),
                new("high_school_chemistry", 203, Stem),
                new("high_school_computer_science", 100, Stem),
                new("high_school_european_history", 165, Humanities),
                new("high_school_geography", 198, SocialScience),
                new("high_school_government_and_politics", 193, SocialScience),
                new("high_school_macroeconomics", 390, SocialScience),
                new("high_school_mathematics", 270, Stem),
                new("high_school_microeconomics", 238, SocialScience),
                new("high_school_physics", 151, Stem),
                new("high_school_psychology", 545, SocialScience),
                new("high_school_statistics", 216, Stem),
                new("high_school_us_history", 204, Humanities),
                new("high_school_world_history", 237, Humanities),
                new("human_aging", 223, Other),
                new("human_sexuality", 131, SocialScience),
                new("international_law", 121, Humanities),
                new("jurisprudence", 108, Humanities),
                new("logical_fallacies", 163, Humanities),
                new("machine_learning", 112, Stem),
                new("management", 103, Other),
                new("marketing", 234, Other),
                new("medical_genetics", 100, Other),
                new("miscellaneous", 783, Other),
                new("moral_disputes", 346, Humanities),
                new("moral_scenarios", 895, Humanities),
                new("nutrition", 306, Other),
                new("philosophy", 311, Humanities),
                new("prehistory", 324, Humanities),
                new("professional_accounting", 282, Other),
                new("professional_law", 1_534, Humanities),
                new("professional_medicine", 272, Other),
                new("professional_psychology", 612, SocialScience),
                new("public_relations", 110, SocialScience),
                new("security_studies", 245, SocialScience),
                new("sociology", 201, SocialScience),
                new("us_foreign_policy", 100, SocialScience),
                new("virology", 166, Other),
                new("world_religions", 171, Humanities),
            ],
            EvaluationSplit = "test",
            FewShotSplit = "dev",
            FewShot = 5,
            Modes = [EvalMode.Generate, EvalMode.Likelihood],
            Protocols = [Protocol.Llmuses, Protocol.Official, Protocol.LmEval],
            Layouts =
            [
                new("{split}/{subset}_{split}.csv") { Columns = Columns },
                new("data/{split}/{subset}_{split}.csv") { Columns = Columns },
                new("{subset}_{split}.csv") { Columns = Columns },
                new("data/{subset}_{split}.csv") { Columns = Columns },
                new("{subset}/{split}.jsonl"),
                new("{subset}/{split}-*.jsonl"),
                new("{subset}/{split}-*.parquet"),
                new("{subset}/{split}/*.parquet"),
                new("{subset}/{split}.parquet"),
                new("{subset}/{split}.json"),
                new("{subset}/{split}.csv"),
                new("{subset}_{split}.jsonl"),
                new("all/{split}.jsonl") { SubsetField = "subject" },
                new("all/{split}-*.jsonl") { SubsetField = "subject" },
                new("all/{split}-*.parquet") { SubsetField = "subject" },
                new("all/{split}/*.parquet") { SubsetField = "subject" },
                new("all/{split}.json") { SubsetField = "subject" },
                new("{split}.jsonl") { SubsetField = "subject" },
                new("{split}.json") { SubsetField = "subject" },
            ],
            Checked = "HELM's recorded verdicts on five models are reproduced in all 5 × 1,079 rows.",
            Traps =
            [
                "The early platform takes the first row of each file for a header: 13,985 of 14,042 questions are left; here all are read.",
                "The early platform writes the question twice into the prompt; here it stands once.",
                "The early platform's local loader reads the dev file for both splits; here examples come from dev and questions from test.",
                "The early platform takes the first A, B, C or D anywhere for the answer, so 'A good question' answers A; here a letter has to be stated.",
                "The authors' prompt has two blanks before the subject's name; kept under protocol official only.",
            ],
        };

    private static ImmutableArray<string> Columns => ["question", "A", "B", "C", "D", "answer"];

    /// <inheritdoc/>
    public override Sample Parse(DataRow row, string subset, int index)
    {
        ArgumentNullException.ThrowIfNull(row);
        var choices = Letter(
            row.Has("choices") ? row.Texts("choices") : [row.Text("A"), row.Text("B"), row.Text("C"), row.Text("D")],
            row
        );
        var answer = row.Text(row.Has("answer") || !row.Has("target") ? "answer" : "target").Trim();
        var number =
            answer.Length == 1 && !char.IsAsciiDigit(answer[0])
                ? Letters.IndexOf(answer[0], StringComparison.OrdinalIgnoreCase)
            : int.TryParse(answer, out var given) ? given
            : -1;
        return new()
        {
            Dataset = Info.Name,
            Subset = subset,
            Index = index,
            Question = row.Text(row.Has("question") || !row.Has("input") ? "question" : "input"),
            Choices = choices,
            Reference = LetterAt(number, choices, row),
        };
    }

    /// <inheritdoc/>
    protected override string Preface(Sample sample, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(settings);
        var blanks = settings.Protocol == Protocol.Official ? "  " : " ";
        var subject = sample.Subset.Replace('_', ' ');
        return $"The following are multiple choice questions (with answers) about{blanks}{subject}.\n\n";
    }

    /// <inheritdoc/>
    protected override string Question(Sample sample, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(settings);
        var question = settings.Protocol == Protocol.LmEval ? sample.Question.Trim() : sample.Question;
        return $"{question}\n{Lettered(sample)}\nAnswer:";
    }

    /// <inheritdoc/>
    protected override ImmutableArray<string> Stop(BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Protocol == Protocol.Llmuses ? [] : ["\n\n"];
    }

    [ModuleInitializer]
    internal static void Register() => BenchmarkRegistry.Add("mmlu", () => new Mmlu());
}
