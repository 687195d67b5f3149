using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Assay.Scoring.Extraction;

namespace Assay.Benchmarks;

/// <summary>CMMLU: Chinese knowledge over 67 subjects.</summary>
public class Cmmlu : ChineseExam
{
    private const string Humanities = "Humanities";
    private const string Stem = "STEM";
    private const string SocialScience = "Social Science";
    private const string Other = "Other";
    private const string China = "China specific";

    /// <summary>Names and categories as in haonan-li/CMMLU, <c>src/categories.py</c>; rows of test.</summary>
    private static readonly ImmutableArray<Subject> Subjects =
    [
        new("agronomy", "农学", Other, 169),
        new("anatomy", "解剖学", Stem, 148),
        new("ancient_chinese", "古汉语", SocialScience, 164, China),
        new("arts", "艺术学", Humanities, 160),
        new("astronomy", "天文学", Stem, 165),
        new("business_ethics", "商业伦理", SocialScience, 209),
        new("chinese_civil_service_exam", "中国公务员考试", SocialScience, 160, China),
        new("chinese_driving_rule", "中国驾驶规则", Other, 131, China),
        new("chinese_food_culture", "中国饮食文化", SocialScience, 136, China),
        new("chinese_foreign_policy", "中国外交政策", SocialScience, 107, China),
        new("chinese_history", "中国历史", Humanities, 323, China),
        new("chinese_literature", "中国文学", Humanities, 204, China),
        new("chinese_teacher_qualification", "中国教师资格", SocialScience, 179, China),
        new("clinical_knowledge", "临床知识", Other, 237),
        new("college_actuarial_science", "大学精算学", Stem, 106),
        new("college_education", "大学教育学", SocialScience, 107),
        new("college_engineering_hydrology", "大学工程水文学", Stem, 106),
        new("college_law", "大学法律", Humanities, 108),
        new("college_mathematics", "大学数学", Stem, 105),
        new("college_medical_statistics", "大学医学统计", Stem, 106),
        new("college_medicine", "大学医学", Other, 273),
        new("computer_science", "计算机科学", Stem, 204),
        new("computer_security", "计算机安全", Other, 171),
        new("conceptual_physics", "概念物理学", Stem, 147),
        new("construction_project_management", "建设工程管理", Other, 139, China),
        new("economics", "经济学", SocialScience, 159),
        new("education", "教育学", SocialScience, 163),
        new("electrical_engineering", "电气工程", Stem, 172),
        new("elementary_chinese", "小学语文", SocialScience, 252, China),
        new("elementary_commonsense", "小学常识", Other, 198, China),
        new("elementary_information_and_technology", "小学信息技术", Other, 238),
        new("elementary_mathematics", "初等数学", Stem, 230),
        new("ethnology", "民族学", SocialScience, 135, China),
        new("food_science", "食品科学", Other, 143),
        new("genetics", "遗传学", Stem, 176),
        new("global_facts", "全球事实", Humanities, 149),
        new("high_school_biology", "高中生物", Stem, 169),
        new("high_school_chemistry", "高中化学", Stem, 132),
        new("high_school_geography", "高中地理", SocialScience, 118),
        new("high_school_mathematics", "高中数学", Stem, 164),
        new("high_school_physics", "高中物理学", Stem, 110),
        new("high_school_politics", "高中政治", SocialScience, 143, China),
        new("human_sexuality", "人类性行为", Other, 126),
        new("international_law", "国际法学", Humanities, 185),
        new("journalism", "新闻学", SocialScience, 172),
        new("jurisprudence", "法理学", Humanities, 411),
        new("legal_and_moral_basis", "法律与道德基础", Other, 214),
        new("logical", "逻辑学", Humanities, 123),
        new("machine_learning", "机器学习", Stem, 122),
        new("management", "管理学", SocialScience, 210),
        new("marketing", "市场营销", SocialScience, 180),
        new("marxist_theory", "马克思主义理论", Humanities, 189),
        new("modern_chinese", "现代汉语", SocialScience, 116, China),
        new("nutrition", "营养学", Other, 145),
        new("philosophy", "哲学", Humanities, 105),
        new("professional_accounting", "专业会计", SocialScience, 175),
        new("professional_law", "专业法学", Humanities, 211),
        new("professional_medicine", "专业医学", Other, 376),
        new("professional_psychology", "专业心理学", SocialScience, 232),
        new("public_relations", "公共关系", SocialScience, 174),
        new("security_study", "安全研究", SocialScience, 135),
        new("sociology", "社会学", SocialScience, 226),
        new("sports_science", "体育学", Other, 165),
        new("traditional_chinese_medicine", "中医中药", Other, 185, China),
        new("virology", "病毒学", Stem, 169),
        new("world_history", "世界历史", Humanities, 161),
        new("world_religions", "世界宗教", Humanities, 160),
    ];

    /// <inheritdoc/>
    public override BenchmarkInfo Info { get; } =
        new()
        {
            Name = "cmmlu",
            Title = "CMMLU",
            Summary = "Questions in Chinese with four choices over 67 subjects, fifteen of them about China.",
            Version = 1,
            Licence = "CC BY-NC 4.0",
            Citation =
                "Li et al. 2023, CMMLU: Measuring massive multitask language understanding in Chinese, https://arxiv.org/abs/2306.09212",
            ModelScopeId = "modelscope/cmmlu",
            HuggingFaceId = "haonan-li/cmmlu",
            Folders = ["cmmlu", "CMMLU"],
            Subsets =
            [
                .. Subjects.Select(subject => new SubsetInfo(subject.Name, subject.Test, subject.Category)
                {
                    Title = subject.Title,
                    AlsoIn = subject.AlsoIn,
                }),
            ],
            EvaluationSplit = "test",
            SubsetGroups = ImmutableSortedDictionary.CreateRange(
                StringComparer.Ordinal,
                [
                    KeyValuePair.Create<string, ImmutableArray<string>>(
                        "china_specific",
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
                new("{split}/{subset}.csv"),
                new("data/{split}/{subset}.csv"),
                new("cmmlu_v1_0_1/{split}/{subset}.csv"),
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
                "Fifteen subjects are about China. They count in their own categories, as in the authors' tables, and are reported as China specific beside them; the early platform takes them out of the others.",
                "The early platform writes the question twice, and subjects and cue in English; here the prompt is the authors'.",
                "The authors' scorer draws a letter at random where it finds none; here such an answer is unanswerable, under every protocol.",
            ],
        };

    /// <inheritdoc/>
    protected override string Preface(Sample sample, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var task = settings.ChainOfThought ? "请分析并选出正确答案" : "请直接给出正确答案的选项";
        var end = settings.Protocol == Protocol.Llmuses ? "\n" : "\n\n";
        return $"以下是关于{TitleOf(sample)}的单项选择题，{task}。{end}";
    }

    /// <inheritdoc/>
    protected override string Question(Sample sample, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Protocol == Protocol.LmEval
            ? $"{sample.Question.Trim()}\n{Lettered(sample)}\n答案："
            : $"题目：{sample.Question}\n{Lettered(sample)}\n{(settings.ChainOfThought ? "逐步分析并给出答案选项。" : "答案是：")}";
    }

    /// <summary>Examples give the answer at once, also with chain of thought, as the authors' do.</summary>
    protected override string Example(Sample example, BenchmarkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return base.Example(example, settings with { ChainOfThought = false });
    }

    /// <inheritdoc/>
    protected override Extracted? ExtractOfficial(string text, BenchmarkSettings settings) => CmmluAnswer.Of(text);

    [ModuleInitializer]
    internal static void Register() => BenchmarkRegistry.Add("cmmlu", () => new Cmmlu());

    private sealed record Subject(string Name, string Title, string Category, int Test, string? AlsoIn = null);
}
