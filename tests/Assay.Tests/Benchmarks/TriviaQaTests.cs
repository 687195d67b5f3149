using Assay.Benchmarks;
using Assay.Prompts;
using Assay.Scoring;
using Assay.Tests.Support;

namespace Assay.Tests.Benchmarks;

public sealed class TriviaQaTests
{
    private static readonly TriviaQa Benchmark = new();

    private static readonly Sample Twain = Benchmark.Parse(
        "default",
        new { question = "Who wrote it?", golden_answers = (string[])["Mark Twain", "Samuel L. Clemens"] }
    );

    [Theory]
    [InlineData(
        """{"question": "q", "answer": {"value": "X", "aliases": ["X", "Y"], "normalized_aliases": ["x", "y"]}}""",
        "X,Y,x,y"
    )]
    [InlineData("""{"question": "q", "golden_answers": ["X", "Y"]}""", "X,Y")]
    [InlineData("""{"question": "q", "answers": "['X', \"Y's\"]"}""", "X,Y's")]
    [InlineData("""{"question": "q", "answers": "['O\\'Hara', 'Y']"}""", "O'Hara,Y")]
    public void Every_form_of_a_row_gives_its_aliases(string json, string aliases) =>
        Assert.Equal(aliases.Split(','), Benchmark.Parse("default", json).Aliases);

    [Theory]
    [InlineData("""{"question": "q", "answer": {"value": "<unk>", "aliases": []}}""")]
    [InlineData("""{"question": "q", "golden_answers": []}""")]
    [InlineData("""{"question": "q", "answers": "X"}""")]
    [InlineData("""{"question": "q", "answers": "['X"}""")]
    [InlineData("""{"question": "q", "answers": "[__import__('os')]"}""")]
    public void A_row_without_answers_is_an_error_at_its_line(string json) =>
        Assert.Contains("test.jsonl:1", Assert.Throws<InputException>(() => Benchmark.Parse("default", json)).Message);

    [Theory]
    [InlineData("Mark Twain", 1, 1)]
    [InlineData("  mark twain.\nQuestion: next", 1, 1)]
    [InlineData("The Mark Twain", 1, 1)]
    [InlineData("samuel_l clemens", 1, 1)]
    [InlineData("Mark", 0, 2 / 3.0)]
    [InlineData("Twain Twain", 0, 0.5)]
    [InlineData("nobody", 0, 0)]
    [InlineData("The answer is Mark Twain.", 1, 1)]
    [InlineData(@"So it is \boxed{Mark Twain}", 1, 1)]
    public void The_best_alias_counts(string text, double em, double f1)
    {
        var score = Benchmark.Hear(Twain, text);

        Assert.Equal([("em", em), ("f1", f1)], score.Values.Select(value => (value.Metric, value.Value)));
    }

    [Theory]
    [InlineData("official", "jay z", 1)]
    [InlineData("official", "jayz", 0)]
    [InlineData("squad", "jayz", 1)]
    [InlineData("squad", "jay z", 0)]
    public void Punctuation_becomes_a_blank_or_nothing_by_protocol(string protocol, string text, double em)
    {
        var sample = Benchmark.Parse("default", new { question = "q", golden_answers = (string[])["Jay-Z"] });

        Assert.Equal(em, Benchmark.Hear(sample, text, $$"""{"protocol": "{{protocol}}"}""").Values[0].Value);
    }

    [Fact]
    public void Under_squad_yes_and_no_share_no_words_with_anything_else()
    {
        var sample = Benchmark.Parse("default", new { question = "q", golden_answers = (string[])["no way"] });

        Assert.Equal(0, Benchmark.Hear(sample, "no", """{"protocol": "squad"}""").Values[1].Value);
        Assert.Equal(2 / 3.0, Benchmark.Hear(sample, "no", """{"protocol": "official"}""").Values[1].Value, 12);
    }

    [Fact]
    public void The_harness_forgives_case_and_punctuation_alone()
    {
        const string Harness = """{"protocol": "lm-eval"}""";

        Assert.Equal(1, Benchmark.Hear(Twain, " samuel l clemens", Harness).Values[0].Value);
        Assert.Equal(0, Benchmark.Hear(Twain, " the mark twain", Harness).Values[0].Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    public void An_empty_text_answers_nothing(string text) =>
        Assert.Equal(ScoreStatus.Unanswerable, Benchmark.Hear(Twain, text).Status);

    [Fact]
    public void Five_examples_of_our_own_precede_the_question()
    {
        var prompt = Benchmark.Ask(Twain, "{}").Text;

        Assert.StartsWith("Follow the given examples and answer the question.\n\nQuestion: Which planet", prompt);
        Assert.EndsWith("\nAnswer: 1989\n\nQuestion: Who wrote it?\nAnswer:", prompt);
        Assert.Equal(6, prompt.Occurrences("Question: "));
    }

    [Fact]
    public void Without_examples_there_is_only_the_question() =>
        Assert.Equal("Question: Who wrote it?\nAnswer:", Benchmark.Ask(Twain, """{"few_shot_num": 0}""").Text);

    [Fact]
    public void A_file_of_the_users_replaces_the_examples()
    {
        var shots = new Shots([], "Question: Who?\nAnswer: Me\n\nQuestion: When?\nAnswer: Now\n");

        var prompt = Benchmark.Ask(Twain, shots, Benchmark.With("""{"few_shot_num": 1}""")).Text;

        Assert.EndsWith("question.\n\nQuestion: Who?\nAnswer: Me\n\nQuestion: Who wrote it?\nAnswer:", prompt);
    }

    [Fact]
    public void The_harness_adds_a_question_mark_and_stops_at_the_first_clause()
    {
        var prompt = Benchmark.Ask(Twain, """{"protocol": "lm-eval"}""");

        Assert.Equal("Question: Who wrote it??\nAnswer:", prompt.Text);
        Assert.Equal(["\n", ".", ","], prompt.Stop);
    }

    [Fact]
    public void A_passage_precedes_the_question_where_it_is_wanted()
    {
        var sample = Benchmark.Parse(
            "default",
            """{"question": "Who?", "answer": {"value": "X", "aliases": []}, "entity_pages": {"wiki_context": ["X did it.", "more"]}}"""
        );

        Assert.Equal(
            "X did it.\n\nQuestion: Who?\nAnswer:",
            Benchmark.Ask(sample, """{"few_shot_num": 0, "passage": "wiki"}""").Text
        );
        Assert.Contains(
            "no search passage",
            Assert.Throws<InputException>(() => Benchmark.Ask(sample, """{"passage": "search"}""")).Message
        );
    }
}
