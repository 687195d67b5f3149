using Assay.Benchmarks;
using Assay.Tests.Support;

namespace Assay.Tests.Benchmarks;

public sealed class RaceTests
{
    private const string Intro =
        "The following are multiple choice reading comprehension questions (with answers).\n\n";

    private const string HotelRow = """
        {"example_id": "high7.txt", "article": "Some hotels are made of ice.", "question": "What are they made of?", "options": ["Wood", "Ice", "Stone", "Glass"], "answer": "B"}
        """;

    private const string HotelBlank = """
        {"example_id": "high7.txt", "article": "Some hotels are made of ice.", "question": "The hotels are  _  .", "options": ["warm", "cold", "old", "cheap"], "answer": "B"}
        """;

    private const string HotelLast = """
        {"example_id": "high7.txt", "article": "Some hotels are made of ice.", "question": "Who stays there?", "options": ["Bears", "Guests", "Cooks", "Nobody"], "answer": "B"}
        """;

    private const string DogRow = """
        {"example_id": "middle1.txt", "article": "A dog sleeps.", "question": "Who sleeps?", "options": ["A cat", "A cow", "A dog", "A fox"], "answer": "C"}
        """;

    private static readonly Race Benchmark = new();
    private static readonly Sample Hotel = Benchmark.Parse("high", HotelRow);
    private static readonly Sample Dog = Benchmark.Parse("middle", DogRow);

    [Fact]
    public void High_has_3_498_questions_and_middle_1_436() =>
        Assert.Equal(
            [("high", 3_498), ("middle", 1_436)],
            Benchmark.Info.Subsets.Select(subset => (subset.Name, subset.Rows!.Value))
        );

    [Fact]
    public void Three_examples_come_from_train()
    {
        Assert.Equal("train", Benchmark.Info.FewShotSplit);
        Assert.Equal(3, Benchmark.ExamplesWanted(Benchmark.With()));
    }

    [Theory]
    [InlineData("llmuses")]
    [InlineData("official")]
    public void The_prompt_in_full_with_the_question_once(string protocol) =>
        Assert.Equal(
            Intro
                + "Article:\nA dog sleeps.\nQuestion:\nWho sleeps?\nA. A cat\nB. A cow\nC. A dog\nD. A fox\nAnswer: C\n\n"
                + "Article:\nSome hotels are made of ice.\nQuestion:\nWhat are they made of?\n"
                + "A. Wood\nB. Ice\nC. Stone\nD. Glass\nAnswer:",
            Benchmark.Ask(Hotel, $$"""{"protocol": "{{protocol}}", "few_shot_num": 1}""", Dog).Text
        );

    [Fact]
    public void The_harness_asks_the_last_question_of_an_article_behind_the_others()
    {
        const string LmEval = """{"protocol": "lm-eval"}""";
        var rows = new[] { HotelRow, HotelBlank, HotelLast }.Select(json => JsonRow.Of(json));

        var sample = Assert.Single(Benchmark.Read(rows, "high", Benchmark.With(LmEval)));
        var prompt = Benchmark.Ask(sample, LmEval);

        // The harness keeps the last five characters of a question that ends in a blank, not what precedes them.
        Assert.Equal(
            "Article: Some hotels are made of ice.\n\nQuestion: What are they made of?\nAnswer: Ice\n _  .cold\nWho stays there?",
            prompt.Text
        );
        Assert.Equal([" Bears", " Guests", " Cooks", " Nobody"], prompt.Continuations);
    }

    [Fact]
    public void The_harness_counts_the_articles_of_high_alone()
    {
        var settings = Benchmark.With("""{"protocol": "lm-eval"}""");

        Assert.Equal([new("high", 1_045)], settings.Subsets);
        Assert.Equal((0, EvalMode.Likelihood), (settings.FewShot, settings.Mode));
    }

    [Fact]
    public void The_harness_shows_no_choices_so_a_text_cannot_answer() =>
        Assert.Throws<InputException>(() => Benchmark.Ask(Hotel, """{"protocol": "lm-eval", "mode": "generate"}"""));

    [Fact]
    public void An_article_of_the_authors_files_gives_a_sample_for_each_question()
    {
        var samples = Benchmark
            .Read([JsonRow.Of(Articles.Authors)], "high", Benchmark.With())
            .Select(sample =>
                (sample.Index, sample.Question, sample.Choices[1].Text, sample.Reference, sample.Cluster)
            );

        Assert.Equal(
            [
                (0, "What are they made of?", "Ice", "B", "high/high7.txt"),
                (1, "Who stays there?", "Guests", "A", "high/high7.txt"),
            ],
            samples
        );
    }

    [Fact]
    public void Questions_about_one_article_are_one_cluster()
    {
        var rows = new[] { HotelRow, HotelLast }.Select(json => JsonRow.Of(json));

        Assert.Single(Benchmark.Read(rows, "high", Benchmark.With()).Select(sample => sample.Cluster).Distinct());
    }

    [Fact]
    public void Rows_of_the_other_level_are_left_out()
    {
        var rows = new[] { HotelRow, DogRow }.Select(json => JsonRow.Of(json));

        Assert.Equal("Who sleeps?", Assert.Single(Benchmark.Read(rows, "middle", Benchmark.With())).Question);
    }

    [Fact]
    public void Questions_without_as_many_answers_are_an_error() =>
        Assert.Contains(
            "2 questions, 2 lists of options, 1 answers",
            Assert
                .Throws<InputException>(() =>
                    Benchmark
                        .Read(
                            [
                                JsonRow.Of(
                                    Articles.Authors.Replace("""["B", "A"]""", """["B"]""", StringComparison.Ordinal)
                                ),
                            ],
                            "high",
                            Benchmark.With()
                        )
                        .ToList()
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void The_examples_may_be_cut_and_then_the_article_but_never_the_question()
    {
        var prompt = Benchmark.Ask(Hotel, """{"few_shot_num": 1}""", Dog);

        Assert.Equal(
            [
                "Article:\nA dog sleeps.\nQuestion:\nWho sleeps?\nA. A cat\nB. A cow\nC. A dog\nD. A fox\nAnswer: C\n\n",
                "Some hotels are made of ice.",
            ],
            prompt.Cuttable.Select(part => prompt.Text[part])
        );
    }

    [Fact]
    public void Behind_a_template_the_same_parts_may_be_cut()
    {
        var prompt = Benchmark.Ask(Hotel, """{"few_shot_num": 0, "prompt_template": "Read well.\n\n{query}"}""");

        Assert.Equal("Some hotels are made of ice.", prompt.Text[Assert.Single(prompt.Cuttable)]);
    }

    [Fact]
    public void A_long_article_loses_its_beginning_where_asked_for()
    {
        var prompt = Benchmark.Ask(Hotel, """{"few_shot_num": 0, "max_article_chars": 14}""");

        Assert.StartsWith($"{Intro}Article:\nmade of ice.\nQuestion:\n", prompt.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("\"many\"")]
    [InlineData("1.5")]
    public void A_number_of_characters_that_is_none_is_an_error(string value) =>
        Assert.Contains(
            "max_article_chars",
            Assert
                .Throws<InputException>(() =>
                    Benchmark.Ask(Hotel, $$"""{"few_shot_num": 0, "max_article_chars": {{value}} }""")
                )
                .Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("B", 1)]
    [InlineData("The answer is B. Ice", 1)]
    [InlineData("A", 0)]
    public void A_letter_is_scored(string text, double value) =>
        Assert.Equal(value, Benchmark.Hear(Hotel, text).Values[0].Value);

    [Fact]
    public void An_article_that_a_model_makes_up_is_not_read() =>
        Assert.Equal("B", Benchmark.Hear(Hotel, "I choose B.\n\nArticle:\nX\nAnswer: C").Extracted);

    private static class Articles
    {
        public const string Authors = """
            {"id": "high7.txt", "article": "Some hotels are made of ice.", "questions": ["What are they made of?", "Who stays there?"], "options": [["Wood", "Ice", "Stone", "Glass"], ["Bears", "Guests", "Cooks", "Nobody"]], "answers": ["B", "A"]}
            """;
    }
}
