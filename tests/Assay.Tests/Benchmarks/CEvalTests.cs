using Assay.Benchmarks;
using Assay.Scoring;
using Assay.Tests.Support;

namespace Assay.Tests.Benchmarks;

public sealed class CEvalTests
{
    private static readonly CEval Benchmark = new();
    private static readonly Sample Window = Row("滑动窗口的作用是____。", "A", "1. 滑动窗口控制流量。");
    private static readonly Sample Layer = Row(" 路由器工作在____。", "C", "");

    [Fact]
    public void Fifty_two_subjects_have_1_346_questions_in_val_and_12_342_in_test()
    {
        var test = Benchmark.With("""{"eval_split": "test"}""").Subsets;

        Assert.Equal((52, 1_346), (Benchmark.Info.Subsets.Length, Benchmark.Info.Subsets.Sum(subset => subset.Rows)));
        Assert.Equal((52, 12_342), (test.Length, test.Sum(subset => subset.Rows)));
    }

    [Fact]
    public void The_subjects_are_in_four_categories() =>
        Assert.Equal(
            [("Humanities", 11), ("Other", 11), ("STEM", 20), ("Social Science", 10)],
            Benchmark
                .Info.Subsets.GroupBy(subset => subset.Category!)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => (group.Key, group.Count()))
        );

    [Fact]
    public void Eight_subjects_are_hard() =>
        Assert.Equal(
            [
                "advanced_mathematics",
                "college_chemistry",
                "college_physics",
                "discrete_mathematics",
                "high_school_chemistry",
                "high_school_mathematics",
                "high_school_physics",
                "probability_and_statistics",
            ],
            Benchmark
                .With("""{"subset_list": "hard"}""")
                .Subsets.Select(subset => subset.Name)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Five_examples_come_from_the_dev_split()
    {
        Assert.Equal(("dev", "val"), (Benchmark.Info.FewShotSplit, Benchmark.Info.EvaluationSplit));
        Assert.Equal(5, Benchmark.ExamplesWanted(Benchmark.With()));
    }

    [Fact]
    public void The_early_platforms_prompt_in_full() =>
        Assert.Equal(
            "以下是中国关于计算机网络考试的单项选择题，请选出其中的正确答案。\n"
                + "问题：滑动窗口的作用是____。\nA. 流量控制\nB. 拥塞控制\nC. 路由控制\nD. 差错控制\n答案：A\n\n"
                + "问题： 路由器工作在____。\nA. 流量控制\nB. 拥塞控制\nC. 路由控制\nD. 差错控制\n答案：",
            Benchmark.Ask(Layer, """{"few_shot_num": 1}""", Window).Text
        );

    [Fact]
    public void The_authors_prompt_in_full() =>
        Assert.Equal(
            "以下是中国关于计算机网络考试的单项选择题，请选出其中的正确答案。\n\n"
                + "滑动窗口的作用是____。\nA. 流量控制\nB. 拥塞控制\nC. 路由控制\nD. 差错控制\n答案：A\n\n"
                + " 路由器工作在____。\nA. 流量控制\nB. 拥塞控制\nC. 路由控制\nD. 差错控制\n答案：",
            Benchmark.Ask(Layer, """{"protocol": "official", "few_shot_num": 1}""", Window).Text
        );

    [Fact]
    public void The_harness_prompt_in_full() =>
        Assert.Equal(
            "以下是中国关于计算机网络的单项选择题，请选出其中的正确答案。\n\n"
                + "滑动窗口的作用是____。\nA. 流量控制\nB. 拥塞控制\nC. 路由控制\nD. 差错控制\n答案： A\n\n"
                + "路由器工作在____。\nA. 流量控制\nB. 拥塞控制\nC. 路由控制\nD. 差错控制\n答案：",
            Benchmark.Ask(Layer, """{"protocol": "lm-eval", "few_shot_num": 1}""", Window).Text
        );

    [Fact]
    public void With_chain_of_thought_examples_show_their_explanation() =>
        Assert.Equal(
            "以下是中国关于计算机网络考试的单项选择题，请选出其中的正确答案。\n\n"
                + "滑动窗口的作用是____。\nA. 流量控制\nB. 拥塞控制\nC. 路由控制\nD. 差错控制\n"
                + "答案：让我们一步一步思考，\n1. 滑动窗口控制流量。\n所以答案是A。\n\n"
                + " 路由器工作在____。\nA. 流量控制\nB. 拥塞控制\nC. 路由控制\nD. 差错控制\n答案：让我们一步一步思考，\n",
            Benchmark.Ask(Layer, """{"protocol": "official", "cot": true, "few_shot_num": 1}""", Window).Text
        );

    [Theory]
    [InlineData("llmuses", "A")]
    [InlineData("official", "A")]
    [InlineData("lm-eval", " A")]
    public void A_letter_follows_the_colon_without_a_blank_but_in_the_harness(string protocol, string first) =>
        Assert.Equal(
            first,
            Benchmark
                .Ask(Layer, $$"""{"protocol": "{{protocol}}", "mode": "likelihood", "few_shot_num": 0}""")
                .Continuations[0]
        );

    [Fact]
    public void A_row_without_an_answer_is_withheld()
    {
        var sample = Benchmark.Parse(
            "law",
            """{"id": 17, "question": "q", "A": "w", "B": "x", "C": "y", "D": "z", "answer": ""}"""
        ) with
        {
            Index = 3,
        };

        Assert.True(sample.Withheld);
        Assert.Equal("17", sample.Fields["id"]);
        Assert.Equal("C", Benchmark.Hear(sample, "答案是C").Extracted);
    }

    [Fact]
    public void In_val_an_answer_that_is_missing_is_an_error_at_its_line()
    {
        var row = JsonRow.Of("""{"question": "q", "A": "w", "B": "x", "C": "y", "D": "z"}""");

        var error = Assert.Throws<InputException>(() => Benchmark.Read([row], "law", Benchmark.With()).ToList());

        Assert.Contains("test.jsonl:1", error.Message, StringComparison.Ordinal);
        Assert.Contains("'answer' is missing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_test_it_is_not() =>
        Assert.True(
            Assert
                .Single(
                    Benchmark.Read(
                        [JsonRow.Of("""{"question": "q", "A": "w", "B": "x", "C": "y", "D": "z"}""")],
                        "law",
                        Benchmark.With("""{"eval_split": "test"}""")
                    )
                )
                .Withheld
        );

    [Theory]
    [InlineData("""{"protocol": "official"}""", "C", 1)]
    [InlineData("""{"protocol": "official"}""", " c.", 1)]
    [InlineData("""{"protocol": "official"}""", "答案是C", 0)]
    [InlineData("""{"protocol": "official", "few_shot_num": 0}""", "C，因为路由", 1)]
    [InlineData("""{"protocol": "official", "few_shot_num": 0}""", "答案是 选项C", 1)]
    [InlineData("""{"protocol": "official", "few_shot_num": 0}""", "答案：A。不对，答案：C。", 1)]
    [InlineData("""{"protocol": "official", "few_shot_num": 0}""", "应选C", 0)]
    [InlineData("""{"protocol": "official", "cot": true}""", "答案是A。错了。所以答案是C。", 1)]
    [InlineData("""{"protocol": "official", "cot": true}""", "选项C是正确的。", 1)]
    [InlineData("""{"protocol": "official", "cot": true}""", "答案是C", 0)]
    [InlineData("{}", "应选C", 1)]
    [InlineData("{}", "答案是Ｃ", 1)]
    [InlineData("{}", "答案是A", 0)]
    public void The_authors_scorer_reads_less_than_ours(string arguments, string text, double value) =>
        Assert.Equal(value, Benchmark.Hear(Layer, text, arguments).Values[0].Value);

    [Fact]
    public void An_example_without_an_answer_is_an_error() =>
        Assert.Contains(
            "an example has no right answer",
            Assert
                .Throws<InputException>(() =>
                    Benchmark.Ask(Layer, """{"few_shot_num": 1}""", Window with { Reference = "" })
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void The_harness_has_no_chain_of_thought() =>
        Assert.Throws<InputException>(() =>
            Benchmark.Ask(Layer, """{"protocol": "lm-eval", "cot": true, "few_shot_num": 0}""")
        );

    [Fact]
    public void Without_a_reference_no_answer_is_scored() =>
        Assert.Equal(
            (ScoreStatus.Unscored, "C", 0),
            Benchmark.Hear(Layer, "答案是C").WithoutReference() is var score
                ? (score.Status, score.Extracted, score.Values.Length)
                : default
        );

    private static Sample Row(string question, string answer, string explanation) =>
        Benchmark.Parse(
            "computer_network",
            new
            {
                id = 0,
                question,
                A = "流量控制",
                B = "拥塞控制",
                C = "路由控制",
                D = "差错控制",
                answer,
                explanation,
            }
        );
}
