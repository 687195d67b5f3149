using Assay.Benchmarks;

namespace Assay.Datasets.Tests;

public sealed class BundledArcTests
{
    private static readonly MiniArc Benchmark = new();
    private static readonly List<Sample> Asked = Bundled.Asked(Benchmark);

    [Fact]
    public void Both_sets_have_the_rows_that_the_datasheet_declares() =>
        Assert.All(
            Benchmark.Info.Subsets,
            subset =>
            {
                Assert.Equal(subset.Rows, Bundled.Samples(Benchmark, subset.Name, "test").Count);
                Assert.Equal(5, Bundled.Samples(Benchmark, subset.Name, "train").Count);
            }
        );

    [Fact]
    public void Every_letter_is_right_about_equally_often() =>
        Assert.All(
            Benchmark.Info.Subsets,
            subset =>
            {
                var keys = Bundled.Keys(Asked.Where(sample => sample.Subset == subset.Name));

                Assert.All((string[])["A", "B", "C", "D"], letter => Assert.InRange(keys[letter], 4, 5));
            }
        );

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Length_does_not_give_the_answer_away(int sign) =>
        Assert.InRange(Bundled.GuessedByLength(Asked, sign), 0.1, 0.4);

    [Fact]
    public void Some_questions_label_their_choices_1_to_4_and_one_has_a_fifth_choice_that_is_right()
    {
        Assert.Contains(Asked, sample => sample.Fields.GetValueOrDefault("labels") == "1,2,3,4");
        Assert.Equal("E", Assert.Single(Asked, sample => sample.Choices.Length == 5).Reference);
    }

    [Fact]
    public void Choices_differ() =>
        Assert.All(Asked, sample => Assert.Distinct(sample.Choices.Select(choice => choice.Text)));

    [Fact]
    public void No_question_is_asked_twice_or_shown_as_an_example() =>
        Assert.Distinct(
            Benchmark
                .Info.Subsets.SelectMany(subset => Bundled.Samples(Benchmark, subset.Name, "train"))
                .Concat(Asked)
                .Select(sample => sample.Question)
        );
}
