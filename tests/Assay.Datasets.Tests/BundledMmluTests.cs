using Assay.Benchmarks;

namespace Assay.Datasets.Tests;

public sealed class BundledMmluTests
{
    private static readonly MiniMmlu Benchmark = new();
    private static readonly List<Sample> Asked = Bundled.Asked(Benchmark);

    [Fact]
    public void Every_subject_has_the_rows_its_datasheet_declares() =>
        Assert.All(
            Benchmark.Info.Subsets,
            subset =>
            {
                Assert.Equal(subset.Rows, Bundled.Samples(Benchmark, subset.Name, "test").Count);
                Assert.Equal(5, Bundled.Samples(Benchmark, subset.Name, "dev").Count);
            }
        );

    [Fact]
    public void Every_letter_is_right_equally_often() =>
        Assert.All(
            Benchmark.Info.Subsets,
            subset =>
                Assert.Equal(
                    [("A", 3), ("B", 3), ("C", 3), ("D", 3)],
                    Bundled
                        .Keys(Asked.Where(sample => sample.Subset == subset.Name))
                        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                        .Select(pair => (pair.Key, pair.Value))
                )
        );

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Length_does_not_give_the_answer_away(int sign) =>
        Assert.InRange(Bundled.GuessedByLength(Asked, sign), 0.1, 0.4);

    [Fact]
    public void Choices_differ() =>
        Assert.All(Asked, sample => Assert.Distinct(sample.Choices.Select(choice => choice.Text)));

    [Fact]
    public void No_question_is_asked_twice_or_shown_as_an_example() =>
        Assert.Distinct(
            Benchmark
                .Info.Subsets.SelectMany(subset => Bundled.Samples(Benchmark, subset.Name, "dev"))
                .Concat(Asked)
                .Select(sample => sample.Question)
        );

    [Theory]
    [InlineData(",")]
    [InlineData("\"")]
    [InlineData("\n")]
    public void Some_cells_hold_what_must_be_quoted(string mark) =>
        Assert.Contains(Asked, sample => sample.Question.Contains(mark, StringComparison.Ordinal));

    [Fact]
    public void The_first_row_of_a_file_is_a_question() =>
        Assert.Equal(
            "In which part of a plant cell does photosynthesis take place?",
            Asked.First(x => x.Subset == "biology").Question
        );
}
