using Assay.Benchmarks;
using Assay.Prompts;
using Assay.Scoring;
using Assay.Tests.Support;

namespace Assay.Tests.Benchmarks;

public sealed class CompetitionMathTests
{
    private const string Official = """{"protocol": "official"}""";
    private const string Minerva = """{"protocol": "lm-eval"}""";
    private const string Hendrycks = """{"protocol": "lm-eval", "few_shot_num": 0}""";

    private static readonly CompetitionMath Benchmark = new();
    private static readonly Sample Half = Row("What is half of $1$?", @"It is $\boxed{\frac{1}{2}}$.");
    private static readonly Sample Hens = Row("How many hens?", @"$3 + 4 = \boxed{7}$.");

    [Fact]
    public void The_reference_is_the_last_box_of_the_solution()
    {
        var sample = Benchmark.Parse(
            "algebra",
            new
            {
                problem = "?",
                solution = @"$\boxed{1}$ or $\boxed{\{1, {2}\}}$",
                level = "Level 3",
                type = "Algebra",
            }
        );

        Assert.Equal((@"\{1, {2}\}", "Level 3", "algebra"), (sample.Reference, sample.Category, sample.Subset));
    }

    [Theory]
    [InlineData("""{"problem": "?", "solution": "just 7"}""", @"field 'solution' has no \boxed{…}")]
    [InlineData("""{"problem": "?"}""", "field 'solution' is missing")]
    public void A_row_without_its_answer_is_an_error_at_its_line(string json, string message)
    {
        var error = Assert.Throws<InputException>(() => Benchmark.Parse("algebra", json));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("test.jsonl:1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_examples_the_prompt_is_the_problem() =>
        Assert.Equal("Problem:\nHow many hens?\n\nSolution:", Benchmark.Ask(Hens, """{"few_shot_num": 0}""").Text);

    [Theory]
    [InlineData("{}")]
    [InlineData(Minerva)]
    public void By_default_four_worked_examples_of_our_own_precede_the_problem(string arguments)
    {
        var prompt = Benchmark.Ask(Hens, arguments).Text;

        Assert.Equal(5, prompt.Occurrences("Problem:\n"));
        Assert.Equal(5, prompt.Occurrences("\n\nSolution:"));
        Assert.Equal(4, prompt.Occurrences("\nFinal Answer: The final answer is $"));
        Assert.EndsWith(
            "\nFinal Answer: The final answer is $78$. I hope it is correct.\n\nProblem:\nHow many hens?\n\nSolution:",
            prompt,
            StringComparison.Ordinal
        );
        Assert.Equal(0, Benchmark.ExamplesWanted(Benchmark.With(arguments)));
    }

    [Fact]
    public void A_prompt_file_in_the_data_replaces_our_examples()
    {
        const string File =
            "Problem:\n1 + 1?\n\nSolution:\nIt is $\\boxed{2}$.\nFinal Answer: The final answer is $2$. I hope it is correct.\n\nProblem:\nunused\n\nSolution:\n\n";

        var prompt = Benchmark.Ask(Hens, new Shots([], File), Benchmark.With("""{"few_shot_num": 1}"""));

        Assert.Equal(
            "Problem:\n1 + 1?\n\nSolution:\nIt is $\\boxed{2}$.\nFinal Answer: The final answer is $2$. I hope it is correct.\n\n"
                + "Problem:\nHow many hens?\n\nSolution:",
            prompt.Text
        );
    }

    [Theory]
    [InlineData("""{"few_shot_num": 5}""", 5)]
    [InlineData("""{"few_shot_num": 2, "few_shot_random": true}""", 2)]
    public void More_examples_than_our_own_or_random_ones_come_from_the_train_split(string arguments, int wanted)
    {
        Assert.Equal(wanted, Benchmark.ExamplesWanted(Benchmark.With(arguments)));
        Assert.Equal(
            "Problem:\nWhat is half of $1$?\n\nSolution:\nIt is $\\boxed{\\frac{1}{2}}$.\n"
                + "Final Answer: The final answer is $\\frac{1}{2}$. I hope it is correct.\n\n"
                + "Problem:\nHow many hens?\n\nSolution:",
            Benchmark.Ask(Hens, arguments, Half).Text
        );
    }

    [Fact]
    public void The_authors_ask_for_the_answer_alone()
    {
        var prompt = Benchmark.Ask(Hens, """{"protocol": "official", "few_shot_num": 1}""");

        Assert.Equal(
            "Given a mathematics problem, determine the answer. Simplify your answer as much as possible.\n"
                + "Problem: For which real numbers $t$ is $\\frac{\\sqrt{t+3}}{t-1}$ defined and not positive? "
                + "Write the answer in interval notation.\nAnswer: $[-3,1)$\n###\n"
                + "Problem: How many hens?\nAnswer: $",
            prompt.Text
        );
        Assert.Equal(["$", "###", "\n"], prompt.Stop);
    }

    [Fact]
    public void The_harness_has_a_task_without_examples()
    {
        var prompt = Benchmark.Ask(Hens, Hendrycks);

        Assert.Equal("Problem: How many hens?\nAnswer:", prompt.Text);
        Assert.Equal(["Problem:"], prompt.Stop);
    }

    [Theory]
    [InlineData(@"so $\boxed{\frac12}$", 1, 1)]
    [InlineData(@"so $\boxed{\dfrac{1}{2}}$", 1, 1)]
    [InlineData(@"so $\boxed{0.5}$", 1, 1)]
    [InlineData(@"so $\boxed{x = 1/2}$", 1, 1)]
    [InlineData(@"so $\boxed{\frac{2}{4}}$", 0, 1)]
    [InlineData(@"so $\boxed{0.50}$", 0, 1)]
    [InlineData(@"so $\boxed{50\%}$", 0, 1)]
    [InlineData(@"so $\boxed{2}$", 0, 0)]
    [InlineData("Final Answer: The final answer is $0.5$. I hope it is correct.", 1, 1)]
    [InlineData("The final answer is 0.5. I hope it is correct.", 1, 1)]
    [InlineData("We get $x = 2$ and $1/2$", 1, 1)]
    [InlineData(@"<think>\boxed{3}</think>\boxed{1/2}", 1, 1)]
    [InlineData("\\boxed{1/2}\n\nProblem:\n1?\n\nSolution: \\boxed{1}", 1, 1)]
    public void An_answer_is_compared_as_text_in_normal_form_and_by_meaning(string text, double acc, double equal)
    {
        var score = Benchmark.Hear(Half, text);

        Assert.Equal(["acc", "math_equal"], score.Metrics());
        Assert.Equal([acc, equal], score.Values.Select(value => value.Value));
    }

    [Fact]
    public void The_review_shows_the_normal_form_and_the_rule()
    {
        var score = Benchmark.Hear(Half, @"\boxed{1/2}");

        Assert.Equal((@"\frac{1}{2}", @"last \boxed{}"), (score.Extracted, score.Rule));
    }

    [Theory]
    [InlineData(@"\frac{1}{2}$", 1, 1)]
    [InlineData("0.5\nBecause", 1, 1)]
    [InlineData("$0.50$", 0, 1)]
    [InlineData("7", 0, 0)]
    public void The_authors_read_the_text_to_the_dollar(string text, double acc, double equal)
    {
        var score = Benchmark.Hear(Half, text, Official);

        Assert.Equal(["acc", "math_equal"], score.Metrics());
        Assert.Equal([acc, equal], score.Values.Select(value => value.Value));
    }

    [Theory]
    [InlineData("Final Answer: The final answer is $0.5$. I hope it is correct.", 1)]
    [InlineData("Final Answer: The final answer is $\\frac{2}{4}$. I hope it is correct.", 1)]
    [InlineData("Final Answer: The final answer is $2$. I hope it is correct.", 0)]
    public void The_harness_compares_Minervas_final_sentence_by_meaning(string text, double value)
    {
        var score = Benchmark.Hear(Half, text, Minerva);

        Assert.Equal(["exact_match", "math_equal"], score.Metrics());
        Assert.Equal(value, score.Values[0].Value);
    }

    [Theory]
    [InlineData(@"$\frac12$", 1)]
    [InlineData("is $0.5$ or $0.5$", 0)]
    [InlineData("0.5", 1)]
    [InlineData("50%", 0)]
    public void The_harness_compares_what_is_between_dollars_as_text(string text, double value)
    {
        var score = Benchmark.Hear(Half, text, Hendrycks);

        Assert.Equal(["exact_match", "math_equal"], score.Metrics());
        Assert.Equal(value, score.Values[0].Value);
    }

    [Theory]
    [InlineData("I do not know.", "{}")]
    [InlineData("", Official)]
    [InlineData(@"\boxed{1/2}", Minerva)]
    public void A_text_without_an_answer_has_none(string text, string arguments)
    {
        var score = Benchmark.Hear(Half, text, arguments);

        Assert.Equal(ScoreStatus.Unanswerable, score.Status);
        Assert.All(score.Values, value => Assert.Equal(0, value.Value));
    }

    private static Sample Row(string problem, string solution) =>
        Benchmark.Parse(
            "algebra",
            new
            {
                problem,
                solution,
                level = "Level 1",
            }
        );
}
