using Assay.Scoring.Metrics;

namespace Assay.Tests.Scoring.Metrics;

public sealed class AnswerMetricsTests
{
    [Fact]
    public void They_are_found_by_name_and_say_what_they_measure()
    {
        Assert.Subset(
            AnswerMetrics.All.Select(metric => metric.Name).ToHashSet(),
            new HashSet<string>(["accuracy", "contains", "exact_match", "f1", "number", "regex"])
        );
        Assert.All(AnswerMetrics.All, metric => Assert.Same(metric, AnswerMetrics.Find(metric.Name)));
        Assert.All(AnswerMetrics.All, metric => Assert.NotEmpty(metric.Summary));
        Assert.Null(AnswerMetrics.Find("none"));
    }

    [Theory]
    [InlineData("accuracy", " Lima ", "Lima", 1)]
    [InlineData("accuracy", "lima", "Lima", 0)]
    [InlineData("exact_match", "the Eiffel  Tower.", "Eiffel Tower", 1)]
    [InlineData("exact_match", "Eiffel", "Eiffel Tower", 0)]
    [InlineData("exact_match", "U.S.", "us", 1)]
    [InlineData("contains", "It is LIMA, I think", "lima", 1)]
    [InlineData("contains", "Cusco", "lima", 0)]
    [InlineData("number", "3,000 km", "3000", 1)]
    [InlineData("number", "first 3, then 4.00005", "4", 1)]
    [InlineData("number", "4.1", "4", 0)]
    [InlineData("number", "none", "4", 0)]
    [InlineData("regex", "room 42b", "[0-9]+[a-z]", 1)]
    [InlineData("regex", "room 42", "[0-9]+[a-z]", 0)]
    [InlineData("regex", "room", "(", 0)]
    public void A_value_is_0_or_1(string metric, string answer, string reference, double value) =>
        Assert.Equal(value, AnswerMetrics.Find(metric)!.Score(answer, [reference]));

    [Theory]
    // Two of three words are common: precision 2/3, recall 2/2.
    [InlineData("in Lima Peru", "Lima, Peru", 0.8)]
    [InlineData("the cat sat", "a cat sat", 1)]
    [InlineData("a a a", "cat", 0)]
    [InlineData("cat cat", "cat", 2.0 / 3)]
    [InlineData("", "", 0)]
    public void F1_counts_each_word_as_often_as_it_occurs_in_both(string answer, string reference, double value) =>
        Assert.Equal(value, AnswerMetrics.Find("f1")!.Score(answer, [reference]), 12);

    [Theory]
    [InlineData("accuracy")]
    [InlineData("exact_match")]
    [InlineData("contains")]
    [InlineData("f1")]
    public void The_best_reference_counts(string metric) =>
        Assert.Equal(1, AnswerMetrics.Find(metric)!.Score("Lima", ["Cusco", "Lima"]));

    [Fact]
    public void Tolerance_is_absolute_or_relative_whichever_is_larger()
    {
        var metric = AnswerMetrics.Find("number")!;
        var tolerant = metric.With(metric.Options.SetItem("tolerance", 1).SetItem("relative", 0.1));

        Assert.Equal(
            [1, 0, 1, 0],
            new[] { ("6", "5"), ("7", "5"), ("109", "100"), ("111", "100") }.Select(x =>
                tolerant.Score(x.Item1, [x.Item2])
            )
        );
    }

    [Fact]
    public void A_tolerance_below_0_is_refused()
    {
        var metric = AnswerMetrics.Find("number")!;

        Assert.Throws<InputException>(() => metric.With(metric.Options.SetItem("tolerance", -1)));
    }

    [Theory]
    [InlineData("number", "two")]
    [InlineData("regex", "(a")]
    public void A_reference_that_no_answer_can_match_is_told(string metric, string reference) =>
        Assert.NotNull(AnswerMetrics.Find(metric)!.Unfit(reference));

    [Fact]
    public void Hostile_texts_cost_little_and_no_exception()
    {
        string[] texts =
        [
            "",
            new('9', 100_000),
            new('a', 100_000),
            string.Concat(Enumerable.Repeat("a ", 50_000)),
            "\ud800",
            "\0",
        ];

        foreach (var metric in AnswerMetrics.All)
        {
            Assert.All(texts, text => Assert.InRange(metric.Score(text, [.. texts.Take(1), "a"]), 0, 100));
        }
    }
}
