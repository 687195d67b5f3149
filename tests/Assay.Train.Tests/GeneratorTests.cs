using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Train.Data;
using Assay.Train.Data.Dates;
using Assay.Train.Data.Mathematics;
using Assay.Train.Data.WordProblems;
using Assay.Train.Training;
using Assay.Train.Vocabulary;

namespace Assay.Train.Tests;

public sealed partial class GeneratorTests
{
    private const int Draws = 2_000;

    [Fact]
    public void Every_step_of_a_word_problem_is_right() =>
        Each(
            WordProblemSource.Next,
            problem =>
                Assert.All(
                    Equation().Matches(problem.Solution),
                    equation =>
                        Assert.Equal(Value(equation.Groups["right"].Value), Value(equation.Groups["left"].Value))
                )
        );

    [Fact]
    public void A_word_problem_answers_with_a_number_of_its_solution() =>
        Each(
            WordProblemSource.Next,
            problem => Assert.Contains(problem.Answer, problem.Solution, StringComparison.Ordinal)
        );

    [Fact]
    public void Choices_differ_and_hold_the_answer() =>
        Each(
            random => random.Next(2) == 0 ? MathQuestions.Next(random) : LogicQuestions.Next(random),
            exercise =>
            {
                Assert.Distinct(exercise.Choices);
                Assert.InRange(exercise.Answer, 0, exercise.Choices.Length - 1);
                Assert.InRange(exercise.Choices.Length, 3, 4);
            }
        );

    [Fact]
    public void Working_leads_to_the_right_choice() =>
        Each(
            MathQuestions.Next,
            exercise =>
                Assert.Contains(
                    exercise.Choices[exercise.Answer].Split(' ')[0].TrimStart('$'),
                    exercise.Working!,
                    StringComparison.Ordinal
                )
        );

    [Fact]
    public void Facts_offer_their_answer_once()
    {
        var facts = new FactQuestions();
        Each(
            random => facts.Next(random, random.Pick("biology", "geography", "logic", "science")),
            exercise => Assert.Distinct(exercise.Choices)
        );
    }

    [Theory]
    [InlineData("not not True", "True")]
    [InlineData("True or True and False", "True")]
    [InlineData("( True or True ) and False", "False")]
    [InlineData("not ( False or ( True and not True ) )", "True")]
    [InlineData("not True or not False and not True", "False")]
    public void Truth_values_are_worked_out_by_precedence(string expression, string value) =>
        Assert.EndsWith($"So the answer is {value}.", BooleanTasks.Reason(expression), StringComparison.Ordinal);

    [Fact]
    public void A_date_is_the_one_its_letter_names() =>
        Each(
            random => new DateTasks().Next(random),
            task =>
            {
                var (date, letter) = (Date().Match(task.Reasoning).Groups["date"].Value, task.Reasoning[^3]);
                Assert.Contains($"({letter}) {date}", task.Question, StringComparison.Ordinal);
            }
        );

    [Fact]
    public void Of_the_options_that_are_compared_the_last_alone_is_the_date() =>
        Each(
            random => new DateTasks().Next(random),
            task =>
            {
                var compared = task.Reasoning.Split('\n').Where(line => line.StartsWith('(')).ToArray();
                Assert.All(compared[..^1], line => Assert.EndsWith(" no", line, StringComparison.Ordinal));
                Assert.DoesNotContain("no", compared[^1], StringComparison.Ordinal);
            }
        );

    [Fact]
    public void What_is_counted_adds_up()
    {
        var tasks = new CountingTasks();
        Each(
            random => tasks.Next(random),
            task =>
            {
                var counts = Count()
                    .Matches(task.Reasoning)
                    .Sum(match => int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture));
                Assert.EndsWith($"So the answer is {counts}.", task.Reasoning, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public void What_counts_in_a_text_to_recall_has_been_said_before()
    {
        Each(
            random => Recall.Next(random, ["red", "green", "blue", "a long one"]),
            document =>
            {
                var seen = "";
                foreach (var piece in document.Pieces)
                {
                    if (piece.Weight >= Weight.Text)
                    {
                        Assert.Contains(piece.Text.Trim('\n', ':', ' '), seen, StringComparison.Ordinal);
                    }
                    seen += piece.Text;
                }
            }
        );
    }

    [Fact]
    public void The_same_seed_makes_the_same_text()
    {
        string[] Texts() => [.. Documents(3).Take(100).Select(document => document.Text)];
        Assert.Equal(Texts(), Texts());
    }

    [Fact]
    public void Tokens_weigh_what_their_piece_weighs()
    {
        var tokenizer = new BytePairTokenizer([]);

        var (tokens, weights) = Packer.Encode(new([new("ab", 0.5f), new(" C", 4)]), tokenizer);

        Assert.Equal(4, tokens.Length);
        Assert.Equal([0.5f, 0.5f, 4, 4], weights);
    }

    [Fact]
    public void Packed_sequences_are_nearly_full()
    {
        var documents = Documents(4).GetEnumerator();
        var packer = new Packer(
            () => documents.MoveNext() ? documents.Current : throw new InvalidOperationException(),
            BytePairLearner.Learn(Documents(5).Take(200).Select(document => document.Text), 500),
            1_024
        );

        var lengths = Enumerable.Range(0, 20).Select(_ => packer.Next().Tokens.Length).ToArray();

        Assert.InRange(lengths.Average(), 900, 1_024);
    }

    private static IEnumerable<Document> Documents(int seed)
    {
        var corpus = new Corpus(new([]));
        var random = new Random(seed);
        while (true)
        {
            yield return corpus.Next(random);
        }
    }

    private static void Each<T>(Func<Random, T> make, Action<T> check)
    {
        var random = new Random(11);
        for (var i = 0; i < Draws; i++)
        {
            check(make(random));
        }
    }

    /// <summary>A chain of numbers and operators, products first.</summary>
    private static decimal Value(string text)
    {
        var words = text.Replace(",", "", StringComparison.Ordinal).Split(' ');
        var (sum, term) = (0m, Number(words[0]));
        for (var i = 1; i < words.Length; i += 2)
        {
            var number = Number(words[i + 1]);
            switch (words[i])
            {
                case "*":
                    term *= number;
                    break;
                case "/":
                    term /= number;
                    break;
                default:
                    sum += term;
                    term = words[i] == "-" ? -number : number;
                    break;
            }
        }
        return sum + term;

        static decimal Number(string word) => decimal.Parse(word, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(
        @"(?<left>-?[0-9.,]+(?: [-+*/] [0-9.,]+)+)(?= = (?<right>-?[0-9.,]*[0-9](?: [-+*/] [0-9.,]*[0-9])*))",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Equation();

    [GeneratedRegex(@"\n(?<date>../../....) yes\n", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Date();

    [GeneratedRegex(@"\((?<n>[0-9]+)\)", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Count();
}
