using Assay.Scoring.Extraction;

namespace Assay.Tests.Scoring;

public sealed class BoxedTests
{
    [Theory]
    [InlineData("no box")]
    [InlineData(@"\boxed{1}", "1")]
    [InlineData(@"\boxed{1} and \boxed{2}", "2", "1")]
    [InlineData(@"\boxed{\frac{1}{2}} x}", @"\frac{1}{2}")]
    [InlineData(@"\boxed{}", "")]
    [InlineData(@"\boxed{3", "3")]
    [InlineData(@"\boxed{3 and \boxed{4}", "4", "3 and ")]
    [InlineData(@"\boxed", new string[0])]
    public void Boxes_are_read_from_the_last_one(string text, params string[] contents) =>
        Assert.Equal(contents, Boxed.FromLast(text));
}
