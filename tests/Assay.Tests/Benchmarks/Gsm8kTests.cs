using Assay.Benchmarks;
using Assay.Models;
using Assay.Prompts;
using Assay.Scoring;
using Assay.Tests.Support;

namespace Assay.Tests.Benchmarks;

public sealed class Gsm8kTests
{
    private static readonly Gsm8k Benchmark = new();
    private static readonly Sample Hens = Row("How many hens?", "3 + 4 = 7\n#### 7");
    private static readonly Sample Cows = Row("How many cows?", "2 * 1,000 = 2,000\n#### 2,000");

    [Fact]
    public void The_reference_is_the_number_behind_the_mark_without_commas()
    {
        Assert.Equal(("How many cows?", "2000"), (Cows.Question, Cows.Reference));
        Assert.Equal("2 * 1,000 = 2,000\n#### 2,000", Cows.Solution);
    }

    [Theory]
    [InlineData("""{"question": "?", "answer": "just 7"}""", "field 'answer' has no '#### '")]
    [InlineData("""{"question": "?"}""", "field 'answer' is missing")]
    public void A_row_without_its_answer_is_an_error_at_its_line(string json, string message)
    {
        var error = Assert.Throws<InputException>(() => Benchmark.Parse("main", json));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("test.jsonl:1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"few_shot_num": 0}""")]
    [InlineData("""{"few_shot_num": 0, "cot": false}""")]
    [InlineData("""{"few_shot_num": 0, "protocol": "official"}""")]
    [InlineData("""{"few_shot_num": 0, "protocol": "lm-eval"}""")]
    public void Without_examples_the_prompt_is_the_question(string arguments) =>
        Assert.Equal("Question: How many hens?\nAnswer:", Benchmark.Ask(Hens, arguments).Text);

    [Fact]
    public void By_default_four_worked_examples_of_our_own_precede_the_question()
    {
        var prompt = Benchmark.Ask(Hens, "{}").Text;

        Assert.Equal(5, prompt.Occurrences("Question: "));
        Assert.Equal(5, prompt.Occurrences("\nLet's think step by step\n"));
        Assert.Equal(4, prompt.Occurrences("\nThe answer is "));
        Assert.Equal(1, prompt.Occurrences(Hens.Question));
        Assert.EndsWith(
            "The answer is 108\n\nQuestion: How many hens?\nLet's think step by step\nAnswer:",
            prompt,
            StringComparison.Ordinal
        );
        Assert.Equal(0, Benchmark.ExamplesWanted(Benchmark.With()));
    }

    [Fact]
    public void Fewer_examples_are_the_first_of_them() =>
        Assert.StartsWith(
            "Question: A bakery packs rolls",
            Benchmark.Ask(Hens, """{"few_shot_num": 1}""").Text,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_prompt_file_in_the_data_replaces_our_examples()
    {
        var shots = new Shots([], "Question: 1 + 1?\nLet's think step by step\nThe answer is 2\n\nQuestion: unused\n");

        var prompt = Benchmark.Ask(Hens, shots, Benchmark.With("""{"few_shot_num": 1}"""));

        Assert.Equal(
            "Question: 1 + 1?\nLet's think step by step\nThe answer is 2\n\n"
                + "Question: How many hens?\nLet's think step by step\nAnswer:",
            prompt.Text
        );
    }

    [Fact]
    public void More_examples_than_our_own_come_from_the_train_split()
    {
        var settings = Benchmark.With("""{"few_shot_num": 5}""");

        var prompt = Benchmark.Ask(Hens, new Shots([Cows]), settings).Text;

        Assert.Equal(5, Benchmark.ExamplesWanted(settings));
        Assert.Equal(
            "Question: How many cows?\nLet's think step by step\n2 * 1,000 = 2,000\nThe answer is 2000\n\n"
                + "Question: How many hens?\nLet's think step by step\nAnswer:",
            prompt
        );
    }

    [Theory]
    [InlineData("""{"few_shot_num": 1, "cot": false}""", "2000")]
    [InlineData("""{"few_shot_num": 1, "protocol": "official"}""", "2 * 1,000 = 2,000\n#### 2,000")]
    [InlineData("""{"few_shot_num": 1, "protocol": "lm-eval"}""", "2 * 1,000 = 2,000\n#### 2,000")]
    [InlineData("""{"few_shot_num": 1, "protocol": "lm-eval", "cot": false}""", "#### 2000")]
    public void Examples_of_the_data_are_answered_as_the_protocol_has_it(string arguments, string answer)
    {
        Assert.Equal(1, Benchmark.ExamplesWanted(Benchmark.With(arguments)));
        Assert.Equal(
            $"Question: How many cows?\nAnswer: {answer}\n\nQuestion: How many hens?\nAnswer:",
            Benchmark.Ask(Hens, arguments, Cows).Text
        );
    }

    [Theory]
    [InlineData("llmuses", 4)]
    [InlineData("official", 4)]
    [InlineData("lm-eval", 5)]
    public void Each_protocol_has_its_number_of_examples(string protocol, int examples) =>
        Assert.Equal(examples, Benchmark.With($$"""{"protocol": "{{protocol}}"}""").FewShot);

    [Fact]
    public void Template_and_system_message_frame_the_question()
    {
        var prompt = Benchmark.Ask(
            Hens,
            """{"few_shot_num": 0, "prompt_template": "Solve: {question}", "system_prompt": "Be brief."}"""
        );

        Assert.Equal(("Solve: How many hens?", "Be brief."), (prompt.Text, prompt.System));
    }

    [Theory]
    [InlineData("{}", "Question:")]
    [InlineData("""{"protocol": "lm-eval"}""", "Question:", "</s>", "<|im_end|>")]
    public void An_answer_ends_where_the_next_question_begins(string arguments, params string[] stops) =>
        Assert.Equal(stops, Benchmark.Ask(Hens, arguments).Stop);

    [Theory]
    [InlineData("7", "so 7.")]
    [InlineData("1234", "…so 1,234 dollars.")]
    [InlineData("-3", "-3")]
    [InlineData("3", "The answer is 3.0")]
    [InlineData("7", "7\n\nQuestion: 2 + 2?\nAnswer: 4")]
    [InlineData("7", "<think>3 + 5 = 8</think>7")]
    public void The_worked_examples_of_the_specification_are_right(string reference, string text) =>
        Assert.Equal(1, Benchmark.Hear(Hens with { Reference = reference }, text).Values[0].Value);

    [Theory]
    [InlineData("5 1/2", "2")]
    [InlineData("7.001", "7.001")]
    [InlineData("It is 70", "70")]
    public void Another_number_is_wrong(string text, string extracted)
    {
        var score = Benchmark.Hear(Hens, text);

        Assert.Equal((ScoreStatus.Scored, extracted, 0.0), (score.Status, score.Extracted, score.Values[0].Value));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"protocol": "official"}""")]
    [InlineData("""{"protocol": "lm-eval"}""")]
    public void A_text_without_a_number_has_no_answer(string arguments)
    {
        var score = Benchmark.Hear(Hens, "I do not know.", arguments);

        Assert.Equal(ScoreStatus.Unanswerable, score.Status);
        Assert.All(score.Values, value => Assert.Equal(0, value.Value));
    }

    [Theory]
    [InlineData("3 + 4 = 7\n#### 7", 1)]
    [InlineData("#### 7\n#### 8", 1)]
    [InlineData("#### 7.0", 0)]
    public void The_authors_read_the_first_marked_number_as_text(string text, double value) =>
        Assert.Equal(value, Benchmark.Hear(Hens, text, """{"protocol": "official"}""").Values[0].Value);

    [Fact]
    public void The_authors_find_no_number_without_their_mark() =>
        Assert.Equal(
            ScoreStatus.Unanswerable,
            Benchmark.Hear(Hens, "The answer is 7", """{"protocol": "official"}""").Status
        );

    [Theory]
    [InlineData("#### 7", 1, 1)]
    [InlineData("so $7.", 0, 1)]
    [InlineData("#### 7\nThat is 1 more than 6.", 1, 0)]
    public void The_harness_reports_a_strict_and_a_flexible_reading(string text, double strict, double flexible)
    {
        var score = Benchmark.Hear(Hens, text, """{"protocol": "lm-eval"}""");

        Assert.Equal(["strict-match", "flexible-extract"], score.Metrics());
        Assert.Equal([strict, flexible], score.Values.Select(value => value.Value));
    }

    [Fact]
    public void Likelihoods_are_no_answer() =>
        Assert.Equal(ScoreStatus.Failed, Benchmark.Score(Hens, new Likelihoods([]), Benchmark.With()).Status);

    private static Sample Row(string question, string answer) => Benchmark.Parse("main", new { question, answer });
}
