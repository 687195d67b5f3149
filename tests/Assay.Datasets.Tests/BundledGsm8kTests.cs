using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Benchmarks;
using Assay.Models;

namespace Assay.Datasets.Tests;

public sealed partial class BundledGsm8kTests
{
    private static readonly MiniGsm8k Benchmark = new();
    private static readonly List<Sample> Asked = Bundled.Samples(Benchmark, "main", "test");
    private static readonly List<Sample> Shown = Bundled.Samples(Benchmark, "main", "train");

    [Fact]
    public void There_are_the_rows_that_the_datasheet_declares() =>
        Assert.Equal((Benchmark.Info.Subsets[0].Rows, 8), (Asked.Count, Shown.Count));

    [Fact]
    public void Every_step_of_every_solution_adds_up() =>
        Assert.All(
            Asked.Concat(Shown),
            sample =>
            {
                var steps = Step().Matches(sample.Solution!);

                Assert.NotEmpty(steps);
                Assert.All(
                    steps,
                    step => Assert.Equal(Value(step.Groups["result"].Value), Calculate(step.Groups["terms"].Value), 9)
                );
                Assert.Equal(Value(sample.Reference), Value(steps[^1].Groups["result"].Value));
            }
        );

    [Theory]
    [InlineData("llmuses")]
    [InlineData("official")]
    [InlineData("lm-eval")]
    public void The_solutions_are_right_by_every_protocol(string protocol)
    {
        var settings = new BenchmarkSettings
        {
            Protocol = protocol,
            Mode = EvalMode.Generate,
            FewShot = 0,
            Subsets = Benchmark.Info.Subsets,
        };

        Assert.All(
            Asked,
            sample =>
                Assert.All(
                    Benchmark.Score(sample, new Generated(sample.Solution!), settings).Values,
                    value => Assert.Equal(1, value.Value)
                )
        );
    }

    [Fact]
    public void No_question_is_asked_twice_or_shown_as_an_example() =>
        Assert.Distinct(Asked.Concat(Shown).Select(sample => sample.Question));

    [Fact]
    public void Some_answers_have_thousands_separators_and_one_a_sign()
    {
        Assert.Contains(Asked, sample => ThousandsAtTheEnd().IsMatch(sample.Solution!));
        Assert.Contains(Asked, sample => sample.Reference.StartsWith('-'));
    }

    /// <summary>Terms with + − * / between blanks, products before sums.</summary>
    private static double Calculate(string terms)
    {
        var (sum, sign) = (0.0, 1);
        double? product = null;
        var operation = "";
        foreach (var word in terms.Split(' '))
        {
            if (word is "+" or "-" or "*" or "/")
            {
                operation = word;
                if (word is "+" or "-")
                {
                    sum += sign * product!.Value;
                    (product, sign) = (null, word == "+" ? 1 : -1);
                }
                continue;
            }
            var value = Value(word);
            product =
                product is null ? value
                : operation == "*" ? product * value
                : product / value;
        }
        return sum + (sign * product!.Value);
    }

    private static double Value(string number) =>
        double.Parse(number.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"(?<![0-9])(?<terms>-?[0-9.,]*[0-9](?: [-+*/] [0-9.,]*[0-9])+) = (?<result>-?[0-9,]*\.?[0-9]+)",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Step();

    [GeneratedRegex("#### [0-9]+,[0-9]{3}$", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex ThousandsAtTheEnd();
}
