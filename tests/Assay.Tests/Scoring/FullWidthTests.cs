using Assay.Scoring.Extraction;

namespace Assay.Tests.Scoring;

public sealed class FullWidthTests
{
    [Theory]
    [InlineData("答案：Ｂ（１）", "答案:B(1)")]
    [InlineData("plain 文", "plain 文")]
    [InlineData("", "")]
    public void Wide_forms_become_plain_in_their_place(string text, string folded) =>
        Assert.Equal(folded, FullWidth.Fold(text));
}
