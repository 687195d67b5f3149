using Assay.Repositories;

namespace Assay.Tests.Repositories;

public sealed class HubIdTests
{
    [Theory]
    [InlineData("gpt2")]
    [InlineData("Qwen/Qwen2.5-0.5B")]
    [InlineData("01-ai/Yi_6B")]
    public void Names_are_one_or_two_parts(string text) => Assert.True(HubId.IsOne(text));

    [Theory]
    [InlineData("..")]
    [InlineData("org/..")]
    [InlineData("./a")]
    [InlineData("org/.hidden")]
    [InlineData("a/b/c")]
    [InlineData("C:a")]
    [InlineData("a\0b")]
    public void What_could_lead_elsewhere_is_no_name(string text) => Assert.False(HubId.IsOne(text));

    [Theory]
    [InlineData("main", true)]
    [InlineData("refs/pr/1", true)]
    [InlineData("refs/../x", false)]
    [InlineData("a//b", false)]
    public void Revisions_may_have_several_parts(string text, bool expected) =>
        Assert.Equal(expected, HubId.IsRevision(text));
}
