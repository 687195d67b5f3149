namespace Assay.Tests;

public sealed class DidYouMeanTests
{
    [Theory]
    [InlineData("gsm8", "gsm8k")]
    [InlineData("MMLU", "mmlu")]
    [InlineData("ark", "arc")]
    [InlineData("mlmu", "mmlu")]
    public void Nearest_of_a_mistyped_name_is_the_name_meant(string typed, string meant) =>
        Assert.Equal(meant, DidYouMean.Nearest(typed, ["gsm8k", "mmlu", "arc", "bbh"]));

    [Fact]
    public void Nearest_of_an_unlike_name_is_nothing() =>
        Assert.Null(DidYouMean.Nearest("winogrande", ["gsm8k", "mmlu", "arc", "bbh"]));
}
