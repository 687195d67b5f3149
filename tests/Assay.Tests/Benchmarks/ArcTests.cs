using Assay.Benchmarks;
using Assay.Scoring;
using Assay.Tests.Support;

namespace Assay.Tests.Benchmarks;

public sealed class ArcTests
{
    private static readonly Arc Benchmark = new();
    private static readonly Sample Magnet = Hub("What does a magnet pull?", ["Wood", "Iron", "Glass"], "ABC", "B");
    private static readonly Sample Numbered = Hub("What is hot?", ["Ice", "Snow", "Fire", "Dew"], "1234", "3");

    [Theory]
    [InlineData("""{"question": "q", "choices": {"text": ["x", "y"], "label": ["A", "B"]}, "answerKey": "B"}""")]
    [InlineData(
        """{"question": {"stem": "q", "choices": [{"text": "x", "label": "A"}, {"text": "y", "label": "B"}]}, "answerKey": "B"}"""
    )]
    [InlineData("""{"question": "q", "choices": {"text": ["x", "y"], "label": ["1", "2"]}, "answerKey": "2"}""")]
    [InlineData("""{"query": "Question: q", "choices": ["x", "y"], "gold": 1}""")]
    public void Every_form_of_a_row_gives_the_same_sample(string json)
    {
        var sample = Benchmark.Parse("ARC-Easy", json);

        Assert.Equal(("q", "B"), (sample.Question, sample.Reference));
        Assert.Equal([new("A", "x"), new("B", "y")], sample.Choices);
    }

    [Fact]
    public void Choices_labelled_1_to_4_are_lettered_by_position()
    {
        Assert.Equal("C", Numbered.Reference);
        Assert.Equal(["A", "B", "C", "D"], Numbered.Choices.Select(choice => choice.Label));
    }

    [Fact]
    public void A_fifth_choice_is_E()
    {
        var sample = Hub("q", ["v", "w", "x", "y", "z"], "ABCDE", "E");

        Assert.Equal("E", sample.Reference);
        Assert.Equal(1, Benchmark.Hear(sample, "The answer is E.").Values[0].Value);
        Assert.EndsWith("E. z\nAnswer:", Benchmark.Ask(sample, "{}").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"question": "q", "choices": {"text": ["x", "y"], "label": ["A", "B"]}, "answerKey": "C"}""")]
    [InlineData("""{"question": "q", "choices": {"text": ["x", "y"], "label": ["A"]}, "answerKey": "A"}""")]
    [InlineData("""{"question": "q", "choices": {"text": ["x"], "label": ["A"]}, "answerKey": "A"}""")]
    [InlineData("""{"query": "q", "choices": ["x", "y"], "gold": 2}""")]
    public void A_row_that_contradicts_itself_is_an_error_at_its_line(string json)
    {
        var error = Assert.Throws<InputException>(() => Benchmark.Parse("ARC-Easy", json));

        Assert.Contains("test.jsonl:1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"protocol": "official"}""")]
    [InlineData("""{"mode": "likelihood"}""")]
    public void The_choices_are_shown_by_letter(string arguments)
    {
        var prompt = Benchmark.Ask(Magnet, arguments).Text;

        Assert.Equal("What does a magnet pull?\nA. Wood\nB. Iron\nC. Glass\nAnswer:", prompt);
        Assert.Equal(1, prompt.Occurrences(Magnet.Question));
    }

    [Fact]
    public void Examples_come_from_the_train_split_and_show_their_letter()
    {
        Assert.Equal(("train", "test"), (Benchmark.Info.FewShotSplit, Benchmark.Info.EvaluationSplit));
        Assert.Equal(
            "What is hot?\nA. Ice\nB. Snow\nC. Fire\nD. Dew\nAnswer: C\n\n"
                + "What does a magnet pull?\nA. Wood\nB. Iron\nC. Glass\nAnswer:",
            Benchmark.Ask(Magnet, """{"few_shot_num": 1}""", Numbered).Text
        );
    }

    [Fact]
    public void The_harness_weighs_the_choices_in_words()
    {
        var prompt = Benchmark.Ask(Magnet, """{"protocol": "lm-eval", "few_shot_num": 1}""", Numbered);

        Assert.Equal(
            "Question: What is hot?\nAnswer: Fire\n\nQuestion: What does a magnet pull?\nAnswer:",
            prompt.Text
        );
        Assert.Equal([" Wood", " Iron", " Glass"], prompt.Continuations);
    }

    [Fact]
    public void The_harness_cannot_be_answered_by_a_text()
    {
        var error = Assert.Throws<InputException>(() =>
            Benchmark.Ask(Magnet, """{"protocol": "lm-eval", "mode": "generate"}""")
        );

        Assert.Contains("set mode=likelihood", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_protocols_weigh_the_letters() =>
        Assert.Equal([" A", " B", " C"], Benchmark.Ask(Magnet, """{"mode": "likelihood"}""").Continuations);

    [Fact]
    public void Template_and_system_message_frame_the_question()
    {
        var prompt = Benchmark.Ask(
            Magnet,
            """{"prompt_template": "{query} (a letter)", "system_prompt": "Be brief."}"""
        );

        Assert.EndsWith("C. Glass\nAnswer: (a letter)", prompt.Text, StringComparison.Ordinal);
        Assert.Equal("Be brief.", prompt.System);
    }

    [Theory]
    [InlineData("The best answer is C.", "C")]
    [InlineData("Therefore, C is correct", "C")]
    [InlineData("The answer is 3.", "C")]
    [InlineData("3", "C")]
    [InlineData("fire", "C")]
    [InlineData("The answer is 1.", "A")]
    public void A_letter_the_data_own_label_and_the_choice_in_words_are_read(string text, string extracted) =>
        Assert.Equal(extracted, Benchmark.Hear(Numbered, text).Extracted);

    [Theory]
    [InlineData("D")]
    [InlineData("The answer is 3.")]
    public void A_label_that_is_not_offered_is_no_answer(string text) =>
        Assert.Equal(ScoreStatus.Unanswerable, Benchmark.Hear(Magnet, text).Status);

    [Theory]
    [InlineData("B", 1)]
    [InlineData("A;B", 0.5)]
    [InlineData("A, B", 0.5)]
    [InlineData("A;B;C", 1.0 / 3)]
    [InlineData("A;C", 0)]
    [InlineData("B;B", 1)]
    public void The_authors_share_the_credit_between_the_labels_named(string text, double credit) =>
        Assert.Equal(credit, Benchmark.Hear(Magnet, text, """{"protocol": "official"}""").Values[0].Value);

    [Fact]
    public void The_authors_share_the_credit_of_a_tie()
    {
        const string Official = """{"protocol": "official", "mode": "likelihood"}""";

        var score = Benchmark.Weigh(Magnet, Official, -1, -1, -2);

        Assert.Equal(("A;B", 0.5), (score.Extracted, score.Values[0].Value));
        Assert.Equal(
            ScoreStatus.Unanswerable,
            Benchmark.Weigh(Magnet, Official, double.NegativeInfinity, double.NaN, double.NegativeInfinity).Status
        );
        Assert.Equal(ScoreStatus.Failed, Benchmark.Weigh(Magnet, Official, -1, -2).Status);
    }

    private static Sample Hub(string question, string[] texts, string labels, string key) =>
        Benchmark.Parse(
            "ARC-Challenge",
            new
            {
                question,
                choices = new { text = texts, label = labels.Select(label => label.ToString()).ToArray() },
                answerKey = key,
            }
        );
}
