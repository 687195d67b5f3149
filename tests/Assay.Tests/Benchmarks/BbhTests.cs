using Assay.Benchmarks;
using Assay.Models;
using Assay.Prompts;
using Assay.Scoring;
using Assay.Tests.Support;

namespace Assay.Tests.Benchmarks;

public sealed class BbhTests
{
    private const string PromptFile =
        "canary\n-----\nAbout dates.\n\nQ: one\nOptions:\n(A) x\nA: Let's think step by step.\nBecause. So the answer is (A).\n\n"
        + "Q: two\nA: Let's think step by step.\nSo the answer is (B).\n\nQ: three\nA: Let's think step by step.\nSo the answer is (C).\n";

    private static readonly Bbh Benchmark = new();
    private static readonly Sample Date = Row("date_understanding", "When?\nOptions:\n(A) today\n(B) tomorrow", "(B)");
    private static readonly Sample Count = Row("object_counting", "How many?", "7");

    [Fact]
    public void Choices_are_read_from_the_question()
    {
        Assert.Equal([new("A", "today"), new("B", "tomorrow")], Date.Choices);
        Assert.Equal("(B)", Date.Reference);
        Assert.Empty(Row("word_sorting", "Sort:\n(A) x\n(B) y", "x y").Choices);
    }

    [Fact]
    public void Twenty_seven_tasks_have_6_511_questions() =>
        Assert.Equal(
            (27, 6_511, 17),
            (
                Benchmark.Info.Subsets.Length,
                Benchmark.Info.Subsets.Sum(task => task.Rows),
                Benchmark.Info.Subsets.Count(task => task.Category == "Multiple Choice")
            )
        );

    [Theory]
    [InlineData("{}", "\nA: Let's think step by step.")]
    [InlineData("""{"protocol": "official"}""", "\nA: Let's think step by step.")]
    [InlineData("""{"protocol": "lm-eval"}""", "\nA: Let's think step by step.\n")]
    [InlineData("""{"cot": false}""", "\nA:")]
    [InlineData("""{"protocol": "lm-eval", "cot": false}""", "\nA:")]
    public void Without_a_prompt_file_the_question_stands_alone(string arguments, string end) =>
        Assert.Equal("Q: How many?" + end, Benchmark.Ask(Count, arguments).Text);

    [Fact]
    public void Without_examples_nothing_tells_to_follow_them() =>
        Assert.Equal("Q: How many?\nA: Let's think step by step.", Ask("""{"few_shot_num": 0}""").Text);

    [Theory]
    [InlineData("llmuses", "Follow the given examples and answer the question.\n", "")]
    [InlineData("official", "", "")]
    [InlineData("lm-eval", "", "\n")]
    public void Examples_of_the_prompt_file_precede_the_question(string protocol, string lead, string end) =>
        Assert.Equal(
            lead
                + "About dates.\n\nQ: one\nOptions:\n(A) x\nA: Let's think step by step.\nBecause. So the answer is (A).\n\n"
                + "Q: How many?\nA: Let's think step by step."
                + end,
            Ask($$"""{"few_shot_num": 1, "protocol": "{{protocol}}"}""").Text
        );

    [Fact]
    public void Without_reasoning_the_examples_show_the_answer_alone() =>
        Assert.Equal(
            "About dates.\n\nQ: one\nOptions:\n(A) x\nA: (A)\n\nQ: two\nA: (B)\n\nQ: How many?\nA:",
            Ask("""{"few_shot_num": 2, "protocol": "official", "cot": false}""").Text
        );

    [Fact]
    public void Three_examples_are_the_default_and_the_most_there_are()
    {
        Assert.Equal(3, Benchmark.With().FewShot);
        Assert.Equal(4, Ask("{}").Text.Occurrences("Q: "));
        Assert.Throws<InputException>(() => Benchmark.With("""{"few_shot_num": 4}"""));
        Assert.Equal(0, Benchmark.ExamplesWanted(Benchmark.With()));
    }

    [Fact]
    public void The_question_stands_once() => Assert.Equal(1, Ask("{}").Text.Occurrences("How many?"));

    [Fact]
    public void Template_and_system_message_frame_the_question()
    {
        var prompt = Benchmark.Ask(Count, """{"prompt_template": "> {question}", "system_prompt": "Be brief."}""");

        Assert.Equal(("> How many?", "Be brief."), (prompt.Text, prompt.System));
    }

    [Theory]
    [InlineData("{}", "\n\nQ:")]
    [InlineData("""{"protocol": "official"}""", "\n\nQ:")]
    [InlineData("""{"protocol": "lm-eval"}""", "</s>", "Q", "\n\n")]
    public void An_answer_ends_where_the_next_question_begins(string arguments, params string[] stops) =>
        Assert.Equal(stops, Benchmark.Ask(Count, arguments).Stop);

    [Theory]
    [InlineData("So the answer is (B).")]
    [InlineData("the answer is B")]
    [InlineData("(B)")]
    [InlineData("**(B)**")]
    [InlineData("B")]
    [InlineData("So the answer is tomorrow.")]
    [InlineData("So the answer is (B).\n\nQ: next\nA: So the answer is (A).")]
    public void Brackets_around_the_letter_make_no_difference(string text)
    {
        var score = Benchmark.Hear(Date, text);

        Assert.Equal(("B", "(B)", 1.0), (score.Extracted, score.Gold, score.Values[0].Value));
    }

    [Theory]
    [InlineData("So the answer is (B).", true, 1)]
    [InlineData("So the answer is (B)", true, 1)]
    [InlineData("So the answer is B.", true, 0)]
    [InlineData("(B)", true, 1)]
    [InlineData("the answer is (A), no, the answer is (B).", true, 0)]
    [InlineData(" (B)", false, 1)]
    [InlineData("(B).", false, 0)]
    [InlineData("So the answer is (B).", false, 0)]
    public void The_authors_compare_what_follows_the_first_conclusion(string text, bool cot, double value) =>
        Assert.Equal(
            value,
            Benchmark
                .Hear(Date, text, $$"""{"protocol": "official", "cot": {{(cot ? "true" : "false")}}}""")
                .Values[0]
                .Value
        );

    [Theory]
    [InlineData("So the answer is (B).", 1)]
    [InlineData("So the answer is (B)", 0)]
    public void The_harness_drops_the_last_character_of_the_line(string text, double value)
    {
        var score = Benchmark.Hear(Date, text, """{"protocol": "lm-eval"}""");

        Assert.Equal(["exact_match"], score.Metrics());
        Assert.Equal(value, score.Values[0].Value);
    }

    [Fact]
    public void Reasoning_without_a_conclusion_is_unanswerable() =>
        Assert.Equal(ScoreStatus.Unanswerable, Benchmark.Hear(Count, "First this.\nThen that.").Status);

    [Theory]
    [InlineData("date_understanding", "(A)", "(B)")]
    public void The_labels_in_brackets_are_what_one_could_guess(string task, params string[] candidates) =>
        Assert.Equal(candidates, Benchmark.Candidates(Row(task, "?\n(A) x\n(B) y", "(A)")));

    [Theory]
    [InlineData("navigate", "Yes", "No")]
    [InlineData("sports_understanding", "yes", "no")]
    [InlineData("word_sorting")]
    public void Tasks_of_two_words_can_be_guessed_too(string task, params string[] candidates) =>
        Assert.Equal(candidates, Benchmark.Candidates(Row(task, "?", "x")));

    [Fact]
    public void Likelihoods_are_no_answer() =>
        Assert.Equal(ScoreStatus.Failed, Benchmark.Score(Count, new Likelihoods([]), Benchmark.With()).Status);

    private static Prompt Ask(string arguments) =>
        Benchmark.Ask(Count, new Shots([], PromptFile), Benchmark.With(arguments));

    private static Sample Row(string task, string input, string target) => Benchmark.Parse(task, new { input, target });
}
