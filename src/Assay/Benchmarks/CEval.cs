using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Assay.Scoring.Extraction;

namespace Assay.Benchmarks;

/// <summary>C-Eval: Chinese examinations over 52 subjects.</summary>
public class CEval : ChineseExam
{
    private const string Humanities = "Humanities";
    private const string Stem = "STEM";
    private const string SocialScience = "Social Science";
    private const string Other = "Other";
    private const string Hard = "Hard";
    private const string Thought = "让我们一步一步思考，\n";

    /// <summary>
    /// Names, categories and hard subjects as in hkust-nlp/ceval (<c>subject_mapping.json</c>, <c>README.md</c>); rows of val and of test.
    /// </summary>
    private static readonly ImmutableArray<Subject> Subjects =
    [
        new("computer_network", "计算机网络", Stem, 19, 171),
        new("operating_system", "操作系统", Stem, 19, 179),
        new("computer_architecture", "计算机组成", Stem, 21, 193),
        new("college_programming", "大学编程", Stem, 37, 342),
        new("college_physics", "大学物理", Stem, 19, 176, Hard),
        new("college_chemistry", "大学化学", Stem, 24, 224, Hard),
        new("advanced_mathematics", "高等数学", Stem, 19, 173, Hard),
        new("probability_and_statistics", "概率统计", Stem, 18, 166, Hard),
        new("discrete_mathematics", "离散数学", Stem, 16, 153, Hard),
        new("electrical_engineer", "注册电气工程师", Stem, 37, 339),
        new("metrology_engineer", "注册计量师", Stem, 24, 219),
        new("high_school_mathematics", "高中数学", Stem, 18, 166, Hard),
        new("high_school_physics", "高中物理", Stem, 19, 175, Hard),
        new("high_school_chemistry", "高中化学", Stem, 19, 172, Hard),
        new("high_school_biology", "高中生物", Stem, 19, 175),
        new("middle_school_mathematics", "初中数学", Stem, 19, 177),
        new("middle_school_biology", "初中生物", Stem, 21, 192),
        new("middle_school_physics", "初中物理", Stem, 19, 178),
        new("middle_school_chemistry", "初中化学", Stem, 20, 185),
        new("veterinary_medicine", "兽医学", Stem, 23, 210),
        new("college_economics", "大学经济学", SocialScience, 55, 497),
        new("business_administration", "工商管理", SocialScience, 33, 301),
        new("marxism", "马克思主义基本原理", SocialScience, 19, 179),
        new("mao_zedong_thought", "毛泽东思想和中国特色社会主义理论体系概论", SocialScience, 24, 219),
        new("education_science", "教育学", SocialScience, 29, 270),
        new("teacher_qualification", "教师资格", SocialScience, 44, 399),
        new("high_school_politics", "高中政治", SocialScience, 19, 176),
        new("high_school_geography", "高中地理", SocialScience, 19, 178),
        new("middle_school_politics", "初中政治", SocialScience, 21, 193),
        new("middle_school_geography", "初中地理", SocialScience, 12, 108),
        new("modern_chinese_history", "近代史纲要", Humanities, 23, 212),
        new("ideological_and_moral_cultivation", "思想道德修养与法律基础", Humanities, 19, 172),
        new("logic", "逻辑学", Humanities, 22, 204),
        new("law", "法学", Humanities, 24, 221),
        new("chinese_language_and_literature", "中国语言文学", Humanities, 23, 209),
        new("art_studies", "艺术学", Humanities, 33, 298),
        new("professional_tour_guide", "导游资格", Humanities, 29, 266),
        new("legal_professional", "法律职业资格", Humanities, 23, 215),
        new("high_school_chinese", "高中语文", Humanities, 19, 178),
        new("high_school_history", "高中历史", Humanities, 20, 182),
        new("middle_school_history", "初中历史", Humanities, 22, 207),
        new("civil_servant", "公务员", Other, 47, 429),
        new("sports_science", "体育学", Other, 19, 180),
        new("plant_protection", "植物保护", Other, 22, 199),
        new("basic_medicine", "基础医学", Other, 19, 175),
        new("clinical_medicine", "临床医学", Other, 22, 200),
        new("urban_and_rural_planner", "注册城乡规划师", Other, 46, 418),
        new("accountant", "注册会计师", Other, 49, 443),
        new("fire_engineer", "注册消防工程师", Other, 31, 282),
        new("environmental_impact_assessment_engineer", "环境影响评价工程师", Other, 31, 281),
        new("tax_accountant", "税务师", Other, 49, 443),
        new("physician", "医师资格", Other, 49, 443),
    ];

    /// <inheritdoc/>
    public override BenchmarkInfo Info { get; } =
        new()
        {
            Name = "ceval",
            Aliases = ["c-eval", "ceval-exam"],
            Title = "C-Eval",
            Summary =
                "Questions of Chinese examinations with four choices over 52 subjects, from middle school to professional licences.",
            Version = 1,
            Licence = "CC BY-NC-SA 4.0",
            Citation =
                "Huang et al. 2023, C-Eval: A Multi-Level Multi-Discipline Chinese Evaluation Suite for Foundation Models, https://arxiv.org/abs/2305.08322",
            ModelScopeId = "modelscope/ceval-exam",
            HuggingFaceId = "ceval/ceval-exam",
            Folders = ["ceval", "ceval-exam", "C-Eval"],
            Subsets = [.. Subjects.Select(subject => subject.Of(subject.Val))],
            EvaluationSplit = "val",
            OtherSplits = ImmutableSortedDictionary.CreateRange(
                StringComparer.Ordinal,
                [
                    KeyValuePair.Create<string, ImmutableArray<SubsetInfo>>(
                        "test",
                        [.. Subjects.Select(subject => subject.Of(subject.Test))]
                    ),
                ]
            ),
            SubsetGroups = ImmutableSortedDictionary.CreateRange(
                StringComparer.Ordinal,
                [
                    KeyValuePair.Create<string, ImmutableArray<string>>(
                        "hard",
                        [.. Subjects.Where(subject => subject.AlsoIn is not null).Select(subject => subject.Name)]
                    ),
                ]
            ),
            FewShotSplit = "dev",
            FewShot = 5,
            Modes = [EvalMode.Generate, EvalMode.Likelihood],
            Protocols = [Protocol.Llmuses, Protocol.Official, Protocol.LmEval],
            ChainOfThought = false,
            Layouts =
            [
                new("{split}/{subset}_{split}.csv"),
                new("data/{split}/{subset}_{split}.csv"),
                new("{subset}_{split}.csv"),
                new("data/{subset}_{split}.csv"),
                new("{subset}/{split}.jsonl"),
                new("{subset}/{split}-*.jsonl"),
                new("{subset}/{split}.json"),
                new("{subset}/{split}.csv"),
                new("{subset}/{split}-*.parquet"),
                new("{subset}_{split}.jsonl"),
            ],
            Traps =
            [
                "The authors keep the answers of test to themselves. With eval_split=test the questions are asked, nothing is scored, and reports/MODEL/ceval_submission.json is what their site takes.",
                "The eight hard subjects count in STEM and are reported as Hard beside it; subset_list=hard runs them alone.",
                "The early platform joins examples and question without an empty line, and asks with 0 examples by default; here there are 5.",
                "Under protocol official an answer after examples has to be the letter alone; without examples, and with cot, it is read by the authors' patterns.",
            ],
        };

    /// <inheritdoc/>
    protected override string Preface(Sample sample, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var subject = TitleOf(sample);
        return settings.Protocol switch
        {
            Protocol.Llmuses => $"以下是中国关于{subject}考试的单项选择题，请选出其中的正确答案。\n",
            Protocol.Official => $"以下是中国关于{subject}考试的单项选择题，请选出其中的正确答案。\n\n",
            _ => $"以下是中国关于{subject}的单项选择题，请选出其中的正确答案。\n\n",
        };
    }

    /// <inheritdoc/>
    protected override string Question(Sample sample, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(settings);
        var question = settings.Protocol switch
        {
            Protocol.Llmuses => $"问题：{sample.Question}",
            Protocol.LmEval => sample.Question.Trim(),
            _ => sample.Question,
        };
        return $"{question}\n{Lettered(sample)}\n答案：{(settings.ChainOfThought ? Thought : "")}";
    }

    /// <inheritdoc/>
    protected override string Answer(Sample example, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(example);
        ArgumentNullException.ThrowIfNull(settings);
        return settings.ChainOfThought
            ? $"{example.Solution}\n所以答案是{base.Answer(example, settings)}。"
            : base.Answer(example, settings);
    }

    /// <inheritdoc/>
    protected override Extracted? ExtractOfficial(string text, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.ChainOfThought ? CEvalAnswer.OfThought(text)
            : settings.FewShot > 0 ? CEvalAnswer.Exact(text)
            : CEvalAnswer.OfText(text);
    }

    [ModuleInitializer]
    internal static void Register() => BenchmarkRegistry.Add("ceval", () => new CEval());

    private sealed record Subject(string Name, string Title, string Category, int Val, int Test, string? AlsoIn = null)
    {
        public SubsetInfo Of(int rows) => new(Name, rows, Category) { Title = Title, AlsoIn = AlsoIn };
    }
}
