using Assay.Scoring.Extraction;

namespace Assay.Tests.Scoring;

public sealed class BoundedRegexTests
{
    [Theory]
    [InlineData(true, "2")]
    [InlineData(false, "1")]
    public void The_first_or_the_last_match_counts(bool last, string found) =>
        Assert.Equal(found, new BoundedRegex("x=([0-9])").Find("x=1 x=2", "1", last));

    [Fact]
    public void A_lookaround_is_searched_within_a_timeout() =>
        Assert.Equal("b", new BoundedRegex("(?<=a)b").Find("ab", "0", last: true));

    [Fact]
    public void Catastrophic_backtracking_takes_linear_time() =>
        Assert.False(new BoundedRegex("^(a+)+$").Finds(new string('a', 50_000) + "!"));

    [Theory]
    [InlineData("(?=a)(a+)+$")]
    [InlineData("a*b|.")]
    public void What_takes_too_long_ends_without_an_exception(string pattern) =>
        new BoundedRegex(pattern, TimeSpan.FromMilliseconds(50)).Find(new string('a', 100_000) + "!", "0", last: true);

    [Theory]
    [InlineData("([", "Unterminated [] set, at character 3")]
    [InlineData("a{2,1}", "at character")]
    public void A_complaint_says_what_and_where(string pattern, string told) =>
        Assert.Contains(told, BoundedRegex.Complaint(pattern), StringComparison.Ordinal);

    [Fact]
    public void Groups_are_told() => Assert.Equal(["1", "name"], new BoundedRegex("(a)(?<name>b)").Groups);
}
