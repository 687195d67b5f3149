using Assay.Benchmarks;
using Assay.Tests.Support;

namespace Assay.Tests.Benchmarks;

public sealed class Math500Tests
{
    private static readonly Math500 Benchmark = new();

    [Fact]
    public void The_hubs_rows_have_level_and_subject()
    {
        var sample = Benchmark.Parse(
            "main",
            """{"problem": "1 + 1?", "solution": "It is $\\boxed{2}$.", "answer": "2", "subject": "Algebra", "level": 5}"""
        );

        Assert.Equal(("1 + 1?", "2", "Level 5"), (sample.Question, sample.Reference, sample.Category));
        Assert.Equal(["Algebra"], sample.MoreCategories);
    }

    [Theory]
    [InlineData("""{"question": "1 + 1?", "answer": "It is $\\boxed{2}$.The answer is: 2"}""")]
    [InlineData("""{"question": "1 + 1?", "answer": "It is two.The answer is: 2"}""")]
    [InlineData("""{"question": "1 + 1?", "answer": "2"}""")]
    public void Other_copies_have_the_answer_in_one_field(string json)
    {
        var sample = Benchmark.Parse("main", json);

        Assert.Equal(("1 + 1?", "2", null), (sample.Question, sample.Reference, sample.Category));
        Assert.Empty(sample.MoreCategories);
    }

    [Fact]
    public void It_is_asked_as_MATH_is() =>
        Assert.Equal(
            new CompetitionMath().Ask(Row(new CompetitionMath()), "{}").Text,
            Benchmark.Ask(Row(Benchmark), "{}").Text
        );

    private static Sample Row(Benchmark benchmark) =>
        benchmark.Parse("main", new { problem = "1 + 1?", solution = @"\boxed{2}" });
}
