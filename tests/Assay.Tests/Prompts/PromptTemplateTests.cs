using Assay.Prompts;

namespace Assay.Tests.Prompts;

public sealed class PromptTemplateTests
{
    [Theory]
    [InlineData(null, "QUERY")]
    [InlineData("", "QUERY")]
    [InlineData("Be brief.", "Be brief.\nQUERY")]
    [InlineData("Be brief. ", "Be brief. QUERY")]
    [InlineData("Be brief.\n\n", "Be brief.\n\nQUERY")]
    [InlineData("<{query}>", "<QUERY>")]
    [InlineData("{question} {question}", "why? why?")]
    [InlineData("{question}\n{choices}\n:", "why?\nA. x\n:")]
    [InlineData("{choices}", "{choices}\nQUERY")]
    [InlineData("{{query}} {x} { {query", "{QUERY} {x} { {query")]
    public void The_query_goes_where_the_template_wants_it(string? template, string expected) =>
        Assert.Equal(expected, PromptTemplate.Fill(template, "QUERY", "why?", "A. x"));

    [Fact]
    public void What_was_put_in_is_not_searched_again() =>
        Assert.Equal("{question}{query}", PromptTemplate.Fill("{query}", "{question}{query}", "never"));
}
