using Assay.Benchmarks;
using Assay.Models;
using Assay.Scoring;
using Assay.Tests.Support;

namespace Assay.Tests.Benchmarks;

public sealed class MmluTests
{
    private const string Intro = "The following are multiple choice questions (with answers) about";

    private static readonly Mmlu Benchmark = new();
    private static readonly Sample Moon = Row("What orbits us? ", "The Sun", "The Moon", "Mars", "Venus", "B");
    private static readonly Sample Ice = Row("What is ice?", "Water", "Air", "Fire", "Earth", "A");

    [Theory]
    [InlineData("""{"question": "q", "A": "w", "B": "x", "C": "y", "D": "z", "answer": "C"}""")]
    [InlineData("""{"question": "q", "A": "w", "B": "x", "C": "y", "D": "z", "answer": " c "}""")]
    [InlineData("""{"question": "q", "subject": "anatomy", "choices": ["w", "x", "y", "z"], "answer": 2}""")]
    [InlineData("""{"question": "q", "choices": ["w", "x", "y", "z"], "answer": "2"}""")]
    [InlineData("""{"input": "q", "A": "w", "B": "x", "C": "y", "D": "z", "target": "C"}""")]
    public void Every_form_of_a_row_gives_the_same_sample(string json)
    {
        var sample = Benchmark.Parse("anatomy", json);

        Assert.Equal(("q", "C"), (sample.Question, sample.Reference));
        Assert.Equal([new("A", "w"), new("B", "x"), new("C", "y"), new("D", "z")], sample.Choices);
    }

    [Theory]
    [InlineData("E")]
    [InlineData("4")]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData("AB")]
    public void An_answer_that_is_no_choice_is_an_error_at_its_line(string answer)
    {
        var error = Assert.Throws<InputException>(() => Row("q", "w", "x", "y", "z", answer));

        Assert.Contains("test.jsonl:1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fifty_seven_subjects_have_14_042_questions_in_four_categories()
    {
        Assert.Equal((57, 14_042), (Benchmark.Info.Subsets.Length, Benchmark.Info.Subsets.Sum(subset => subset.Rows)));
        Assert.Equal(
            [("Humanities", 13), ("Other", 14), ("STEM", 18), ("Social Science", 12)],
            Benchmark
                .Info.Subsets.GroupBy(subset => subset.Category!)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => (group.Key, group.Count()))
        );
    }

    [Theory]
    [InlineData("llmuses", " ", "What orbits us? ")]
    [InlineData("official", "  ", "What orbits us? ")]
    [InlineData("lm-eval", " ", "What orbits us?")]
    public void Protocols_differ_in_blanks_only(string protocol, string blanks, string question) =>
        Assert.Equal(
            $"{Intro}{blanks}world religions.\n\n"
                + "What is ice?\nA. Water\nB. Air\nC. Fire\nD. Earth\nAnswer: A\n\n"
                + $"{question}\nA. The Sun\nB. The Moon\nC. Mars\nD. Venus\nAnswer:",
            Benchmark.Ask(Moon, $$"""{"protocol": "{{protocol}}", "few_shot_num": 1}""", Ice).Text
        );

    [Fact]
    public void Without_examples_the_question_stands_once()
    {
        var prompt = Benchmark.Ask(Moon, """{"few_shot_num": 0}""", Ice).Text;

        Assert.Equal(
            $"{Intro} world religions.\n\nWhat orbits us? \nA. The Sun\nB. The Moon\nC. Mars\nD. Venus\nAnswer:",
            prompt
        );
        Assert.Equal(1, prompt.Occurrences("What orbits us?"));
    }

    [Fact]
    public void Five_examples_come_from_the_dev_split()
    {
        Assert.Equal(("dev", "test"), (Benchmark.Info.FewShotSplit, Benchmark.Info.EvaluationSplit));
        Assert.Equal(5, Benchmark.ExamplesWanted(Benchmark.With()));
    }

    [Fact]
    public void Asked_for_likelihoods_the_letters_continue_the_prompt()
    {
        var prompt = Benchmark.Ask(Moon, """{"mode": "likelihood", "few_shot_num": 0}""");

        Assert.Equal([" A", " B", " C", " D"], prompt.Continuations);
        Assert.Empty(prompt.Stop);
    }

    [Fact]
    public void Asked_for_a_text_nothing_is_to_be_scored() =>
        Assert.Empty(Benchmark.Ask(Moon, """{"few_shot_num": 0}""").Continuations);

    [Fact]
    public void Template_and_system_message_frame_the_question()
    {
        var prompt = Benchmark.Ask(
            Moon,
            """{"prompt_template": "{question}|{choices}|One letter:", "system_prompt": "Be brief."}"""
        );

        Assert.Equal("What orbits us? |A. The Sun\nB. The Moon\nC. Mars\nD. Venus|One letter:", prompt.Text);
        Assert.Equal("Be brief.", prompt.System);
    }

    [Theory]
    [InlineData("llmuses")]
    [InlineData("official")]
    [InlineData("lm-eval")]
    public void A_letter_is_right_in_every_protocol(string protocol)
    {
        var arguments = $$"""{"protocol": "{{protocol}}"}""";

        Assert.Equal(1, Benchmark.Hear(Moon, " B", arguments).Values[0].Value);
        Assert.Equal(0, Benchmark.Hear(Moon, " C", arguments).Values[0].Value);
    }

    [Theory]
    [InlineData("A good question. I am not sure.")]
    [InlineData("")]
    [InlineData("I cannot tell.")]
    [InlineData("A. The Sun\nB. The Moon\nC. Mars\nD. Venus")]
    public void A_text_that_names_no_letter_is_unanswerable(string text) =>
        Assert.Equal(ScoreStatus.Unanswerable, Benchmark.Hear(Moon, text).Status);

    [Theory]
    [InlineData(" B\n\nWhat is ice?\nA. Water\nB. Air\nC. Fire\nD. Earth\nAnswer: A")]
    [InlineData("B. The Moon\n\nWhat is ice?\nA. Water\nB. Air\nC. Fire\nD. Earth\nAnswer: A")]
    public void After_examples_a_question_that_the_model_makes_up_is_not_read(string text) =>
        Assert.Equal("B", Benchmark.Hear(Moon, text).Extracted);

    [Fact]
    public void The_most_probable_letter_is_the_answer()
    {
        const string Likelihood = """{"mode": "likelihood"}""";

        Assert.Equal(1, Benchmark.Weigh(Moon, Likelihood, -3, -1, -2, -4).Values[0].Value);
        Assert.Equal(0, Benchmark.Weigh(Moon, Likelihood, -1, -3, -2, -4).Values[0].Value);
    }

    private static Sample Row(string question, string a, string b, string c, string d, string answer) =>
        Benchmark.Parse(
            "world_religions",
            new
            {
                question,
                choices = (string[])[a, b, c, d],
                answer,
            }
        );
}
