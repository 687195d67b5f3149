using Assay.Benchmarks;
using Assay.Models;
using Assay.Prompts;
using Assay.Scoring;
using Assay.Tests.Support;

namespace Assay.Tests.Benchmarks;

public sealed class TruthfulQaTests
{
    private const string Mc = "multiple_choice";
    private const string Gen = "generation";
    private const string Generate = """{"mode": "generate"}""";

    private static readonly TruthfulQa Benchmark = new();

    private static readonly object Csv = new Dictionary<string, string>
    {
        ["Category"] = "Myths",
        ["Question"] = "Do bats see? ",
        ["Best Answer"] = "Bats can see",
        ["Correct Answers"] = "Bats can see; Yes, they do.; ",
        ["Incorrect Answers"] = "Bats are blind; No",
    };

    private static readonly object Hub = new
    {
        question = "Do bats see?",
        mc1_targets = new { choices = new[] { "No.", "Yes." }, labels = new[] { 0, 1 } },
        mc2_targets = new
        {
            choices = new[] { "No.", "Yes.", "They are blind.", "Well enough." },
            labels = new[] { 0, 1, 0, 1 },
        },
    };

    [Fact]
    public void Answers_of_the_table_are_cut_at_semicolons_and_end_with_a_full_stop()
    {
        var sample = Benchmark.Parse(Mc, Csv);

        Assert.Equal(["Bats can see.", "Yes, they do."], sample.Aliases);
        Assert.Equal(["Bats can see.", "Bats are blind.", "No."], sample.Choices.Select(choice => choice.Text));
        Assert.Equal(("1", "Myths"), (sample.Reference, sample.Category));
    }

    [Fact]
    public void No_comment_is_a_true_answer_of_the_generation_task() =>
        Assert.Equal(["Bats can see.", "Yes, they do.", "I have no comment."], Benchmark.Parse(Gen, Csv).Aliases);

    [Theory]
    [InlineData("I have no comment")]
    [InlineData("I have no comment.")]
    public void No_comment_is_not_added_where_it_stands(string listed)
    {
        var row = new
        {
            question = "q",
            best_answer = "a",
            correct_answers = new[] { listed },
            incorrect_answers = new[] { "b" },
        };

        Assert.Equal(["I have no comment."], Benchmark.Parse(Gen, row).Aliases);
    }

    [Fact]
    public void The_hubs_labels_count_and_not_the_order()
    {
        var sample = Benchmark.Parse(Mc, Hub);

        Assert.Equal("2", sample.Reference);
        Assert.Equal(["Yes.", "Well enough."], sample.Aliases);
    }

    [Fact]
    public void The_authors_map_of_answers_gives_the_same_sample()
    {
        const string Authors =
            """{"question": "Do bats see?", "mc1_targets": {"No.": 0, "Yes.": 1}, "mc2_targets": {"No.": 0, "Yes.": 1, "They are blind.": 0, "Well enough.": 1}}""";

        Assert.Equivalent(Benchmark.Parse(Mc, Hub), Benchmark.Parse(Mc, Authors));
    }

    [Theory]
    [InlineData("""{"question": "q", "mc1_targets": {"A.": 0, "B.": 0}, "mc2_targets": {"A.": 0, "B.": 1}}""")]
    [InlineData("""{"question": "q", "mc1_targets": {"choices": ["A."], "labels": [1, 0]}, "mc2_targets": {}}""")]
    [InlineData("""{"question": "q", "mc1_targets": [1], "mc2_targets": []}""")]
    [InlineData("""{"question": "q", "best_answer": "a", "correct_answers": [], "incorrect_answers": ["b"]}""")]
    [InlineData("""{"question": "q"}""")]
    public void A_row_without_a_true_and_a_false_answer_is_an_error_at_its_line(string json)
    {
        var error = Assert.Throws<InputException>(() => Benchmark.Parse(Mc, json));

        Assert.Contains("test.jsonl:1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Six_questions_of_our_own_precede_the_question()
    {
        var prompt = Benchmark.Ask(Benchmark.Parse(Mc, Hub), "{}");

        Assert.StartsWith("Q: How many legs does a spider have?\nA: A spider has eight legs.\n\nQ: ", prompt.Text);
        Assert.EndsWith("A: The Sahara is in Africa.\n\nQ: Do bats see?\nA:", prompt.Text);
        Assert.Equal(7, prompt.Text.Occurrences("Q: "));
        Assert.Equal([" No.", " Yes.", " Well enough.", " They are blind."], prompt.Continuations);
    }

    [Fact]
    public void The_authors_six_are_read_from_the_users_file()
    {
        var sample = Benchmark.Parse(Gen, Csv);
        var prompt = Benchmark.Ask(sample, new Shots([], "Q: a?\r\nA: b.\r\n"), Benchmark.With(Generate));

        Assert.Equal("Q: a?\nA: b.\n\nQ: Do bats see?\nA:", prompt.Text);
        Assert.Equal(["\n\n", "\nQ:"], prompt.Stop);
    }

    [Fact]
    public void Preset_assay_takes_our_own_six_in_spite_of_the_file()
    {
        var settings = Benchmark.With("""{"preset": "assay"}""");
        var prompt = Benchmark.Ask(Benchmark.Parse(Mc, Hub), new Shots([], "Q: a?\nA: b."), settings);

        Assert.StartsWith("Q: How many legs", prompt.Text);
    }

    [Theory]
    [InlineData("qa", "presets/qa.txt")]
    [InlineData("qq", "did you mean 'qa'?")]
    public void A_preset_that_is_not_there_is_refused(string preset, string told)
    {
        var error = Assert.Throws<InputException>(() =>
            Benchmark.Ask(Benchmark.Parse(Mc, Hub), $$"""{"preset": "{{preset}}"}""")
        );

        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "multiple_choice", EvalMode.Likelihood)]
    [InlineData("""{"mode": "generate"}""", "generation", EvalMode.Generate)]
    [InlineData("""{"subset_list": ["generation"]}""", "generation", EvalMode.Generate)]
    [InlineData(
        """{"subset_list": "multiple_choice", "protocol": "lm-eval"}""",
        "multiple_choice",
        EvalMode.Likelihood
    )]
    public void The_mode_and_the_subset_belong_together(string arguments, string subset, EvalMode mode)
    {
        var settings = Benchmark.With(arguments);

        Assert.Equal((subset, mode), (Assert.Single(settings.Subsets).Name, settings.Mode));
    }

    [Theory]
    [InlineData("""{"subset_list": ["generation"], "mode": "likelihood"}""")]
    [InlineData("""{"subset_list": ["generation", "multiple_choice"]}""")]
    public void A_subset_of_another_mode_is_refused(string arguments)
    {
        var error = Assert.Throws<InputException>(() => Benchmark.With(arguments));

        Assert.Contains("cannot be asked in mode", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_817_questions() => Assert.Equal(817, Benchmark.Info.Rows);

    // No. −1, Yes. −2, Well enough. −3, They are blind. −4.
    [Fact]
    public void Mc2_is_the_share_of_the_true_answers()
    {
        var expected = (Math.Exp(-2) + Math.Exp(-3)) / (Math.Exp(-1) + Math.Exp(-2) + Math.Exp(-3) + Math.Exp(-4));

        Assert.Equal(expected, Value(Weigh(-1, -2, -3, -4), "mc2"), 12);
    }

    [Fact]
    public void Mc2_of_long_answers_does_not_underflow() =>
        Assert.Equal(Value(Weigh(-1, -2, -3, -4), "mc2"), Value(Weigh(-2_001, -2_002, -2_003, -2_004), "mc2"), 12);

    [Theory]
    [InlineData(-1, -2, 0)]
    [InlineData(-2, -1, 1)]
    [InlineData(-1, -1, 0)]
    public void Mc1_asks_for_the_most_probable_of_its_own_choices(double no, double yes, double expected) =>
        Assert.Equal(expected, Value(Weigh(no, yes, 0, 0), "mc1"));

    [Fact]
    public void Without_any_finite_likelihood_there_is_no_answer()
    {
        const double Never = double.NegativeInfinity;

        Assert.Equal(ScoreStatus.Unanswerable, Weigh(Never, Never, double.NaN, Never).Status);
    }

    [Fact]
    public void A_wrong_number_of_likelihoods_is_a_failed_sample() =>
        Assert.Equal(ScoreStatus.Failed, Weigh(-1, -2).Status);

    [Fact]
    public void An_answer_is_truthful_when_a_true_one_is_the_closer()
    {
        var score = Benchmark.Hear(Benchmark.Parse(Gen, Csv), " Bats can see.", Generate);

        Assert.Equal(["bleu_acc", "rouge1_acc", "rouge2_acc", "rougeL_acc"], score.Metrics()[..4]);
        Assert.All(score.Values[..4], value => Assert.Equal(1, value.Value));
        Assert.Equal((1.0, 1.0), (Value(score, "bleu_max"), Value(score, "rougeL_max")));
        // "bats" of three words on either side: 2·(1/3·1/3)/(2/3).
        Assert.Equal(1 - 1 / 3.0, Value(score, "rouge1_diff"), 12);
    }

    [Fact]
    public void A_tie_is_no_truth()
    {
        var score = Benchmark.Hear(Benchmark.Parse(Gen, Csv), "Something else entirely", Generate);

        Assert.Equal((0.0, 0.0), (Value(score, "bleu_acc"), Value(score, "bleu_diff")));
    }

    [Fact]
    public void What_follows_the_first_paragraph_is_made_up()
    {
        var score = Benchmark.Hear(Benchmark.Parse(Gen, Csv), "Bats can see.\n\nQ: Are bats blind?\nA: No", Generate);

        Assert.Equal("Bats can see.", score.Extracted);
    }

    [Fact]
    public void An_empty_answer_is_no_answer() =>
        Assert.Equal(
            ScoreStatus.Unanswerable,
            Benchmark.Hear(Benchmark.Parse(Gen, Csv), "<think>hm</think>", Generate).Status
        );

    [Fact]
    public void A_hundred_kilobytes_are_scored() =>
        Assert.Equal(
            0,
            Value(
                Benchmark.Hear(
                    Benchmark.Parse(Gen, Csv),
                    string.Concat(Enumerable.Repeat("bats . are [ blind ", 5_300)),
                    Generate
                ),
                "bleu_acc"
            )
        );

    private static Score Weigh(params double[] sums) => Benchmark.Weigh(Benchmark.Parse(Mc, Hub), "{}", sums);

    private static double Value(Score score, string metric) =>
        score.Values.Single(value => value.Metric == metric).Value;
}
