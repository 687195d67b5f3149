using Assay.Benchmarks;
using Assay.Tests.Support;

namespace Assay.Tests.Benchmarks;

public sealed class CmmluTests
{
    private static readonly Cmmlu Benchmark = new();
    private static readonly Sample Land = Row("在农业生产中，最主要的生产资料是", "B");
    private static readonly Sample Pork = Row("肉质较好的部位是 ", "C");

    [Fact]
    public void Sixty_seven_subjects_have_11_582_questions() =>
        Assert.Equal((67, 11_582), (Benchmark.Info.Subsets.Length, Benchmark.Info.Subsets.Sum(subset => subset.Rows)));

    [Fact]
    public void The_subjects_are_in_four_categories() =>
        Assert.Equal(
            [("Humanities", 13), ("Other", 15), ("STEM", 17), ("Social Science", 22)],
            Benchmark
                .Info.Subsets.GroupBy(subset => subset.Category!)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => (group.Key, group.Count()))
        );

    [Fact]
    public void Fifteen_of_them_are_about_China() =>
        Assert.Equal(15, Benchmark.With("""{"subset_list": "china_specific"}""").Subsets.Length);

    [Theory]
    [InlineData("llmuses", "\n")]
    [InlineData("official", "\n\n")]
    public void The_authors_prompt_in_full(string protocol, string gap) =>
        Assert.Equal(
            $"以下是关于农学的单项选择题，请直接给出正确答案的选项。{gap}"
                + "题目：肉质较好的部位是 \nA. 胸\nB. 腹\nC. 大腿\nD. 小腿\n答案是：C\n\n"
                + "题目：在农业生产中，最主要的生产资料是\nA. 胸\nB. 腹\nC. 大腿\nD. 小腿\n答案是：",
            Benchmark.Ask(Land, $$"""{"protocol": "{{protocol}}", "few_shot_num": 1}""", Pork).Text
        );

    [Fact]
    public void The_harness_prompt_in_full() =>
        Assert.Equal(
            "以下是关于农学的单项选择题，请直接给出正确答案的选项。\n\n"
                + "肉质较好的部位是\nA. 胸\nB. 腹\nC. 大腿\nD. 小腿\n答案： C\n\n"
                + "在农业生产中，最主要的生产资料是\nA. 胸\nB. 腹\nC. 大腿\nD. 小腿\n答案：",
            Benchmark.Ask(Land, """{"protocol": "lm-eval", "few_shot_num": 1}""", Pork).Text
        );

    [Fact]
    public void With_chain_of_thought_the_question_asks_for_steps_and_examples_do_not() =>
        Assert.Equal(
            "以下是关于农学的单项选择题，请分析并选出正确答案。\n\n"
                + "题目：肉质较好的部位是 \nA. 胸\nB. 腹\nC. 大腿\nD. 小腿\n答案是：C\n\n"
                + "题目：在农业生产中，最主要的生产资料是\nA. 胸\nB. 腹\nC. 大腿\nD. 小腿\n逐步分析并给出答案选项。",
            Benchmark.Ask(Land, """{"protocol": "official", "cot": true, "few_shot_num": 1}""", Pork).Text
        );

    [Theory]
    [InlineData("llmuses", "B")]
    [InlineData("official", "B")]
    [InlineData("lm-eval", " B")]
    public void A_letter_follows_the_colon_without_a_blank_but_in_the_harness(string protocol, string second) =>
        Assert.Equal(
            second,
            Benchmark
                .Ask(Land, $$"""{"protocol": "{{protocol}}", "mode": "likelihood", "few_shot_num": 0}""")
                .Continuations[1]
        );

    [Fact]
    public void An_answer_that_is_missing_is_an_error() =>
        Assert.Throws<InputException>(() =>
            Benchmark
                .Read(
                    [JsonRow.Of("""{"Question": "q", "A": "w", "B": "x", "C": "y", "D": "z"}""")],
                    "agronomy",
                    Benchmark.With()
                )
                .ToList()
        );

    [Theory]
    [InlineData("llmuses")]
    [InlineData("official")]
    public void A_letter_is_right_in_both_protocols(string protocol) =>
        Assert.Equal(
            (1, 0),
            (
                Benchmark.Hear(Land, "B", $$"""{"protocol": "{{protocol}}"}""").Values[0].Value,
                Benchmark.Hear(Land, "答案是C", $$"""{"protocol": "{{protocol}}"}""").Values[0].Value
            )
        );

    private static Sample Row(string question, string answer) =>
        Benchmark.Parse(
            "agronomy",
            new
            {
                Question = question,
                A = "胸",
                B = "腹",
                C = "大腿",
                D = "小腿",
                Answer = answer,
            }
        );
}
