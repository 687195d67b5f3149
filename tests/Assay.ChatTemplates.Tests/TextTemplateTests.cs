namespace Assay.ChatTemplates.Tests;

public sealed class TextTemplateTests
{
    [Fact]
    public void Values_are_texts_numbers_lists_and_objects() =>
        Assert.Equal(
            "2: a=1, b=2",
            Render(
                "{{ n }}: {% for x in items %}{{ x.name }}={{ loop.index }}{{ ', ' if not loop.last }}{% endfor %}",
                ("n", 2),
                (
                    "items",
                    new object[]
                    {
                        new Dictionary<string, object>(StringComparer.Ordinal) { ["name"] = "a" },
                        new Dictionary<string, object>(StringComparer.Ordinal) { ["name"] = "b" },
                    }
                )
            )
        );

    [Fact]
    public void A_variable_that_there_is_not_is_found_before_anything_is_rendered()
    {
        var error = Assert.Throws<InputException>(() =>
            Parse("{{ question }}\n{% if false %}{{ qestion }}{% endif %}", "question")
        );

        Assert.Equal(
            "bench.yaml:11: prompt uses 'qestion', which there is not; did you mean 'question'? known: question",
            error.Message
        );
    }

    [Theory]
    [InlineData("{% set a = 1 %}{{ a }}")]
    [InlineData("{% for a in x %}{{ a }}{{ loop.index }}{% endfor %}")]
    [InlineData("{% for a, b in x %}{{ b }}{% endfor %}")]
    [InlineData("{% macro a(b, c=1) %}{{ b }}{{ c }}{% endmacro %}{{ a(x) }}")]
    [InlineData("{% with a = x %}{{ a }}{% endwith %}")]
    [InlineData("{% set a = namespace(b=1) %}{% set a.b = 2 %}{{ a.b }}")]
    [InlineData("{{ range(3) }}")]
    public void Names_that_the_template_sets_are_known(string source) => Parse(source, "x");

    [Fact]
    public void The_time_is_not_told() =>
        Assert.Contains(
            "'strftime_now'",
            Assert.Throws<InputException>(() => Parse("{{ strftime_now('%Y') }}", "x")).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Printing_what_is_not_there_is_an_error_with_its_line()
    {
        var error = Assert.Throws<InputException>(() => Render("{{ x }}\n\n{{ x.y }}", ("x", "a")));

        Assert.StartsWith("bench.yaml:12: prompt fails: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("'y'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Asking_whether_something_is_there_is_none() =>
        Assert.Equal("no", Render("{{ 'yes' if x.y else 'no' }}", ("x", "a")));

    [Fact]
    public void A_syntax_error_is_told_with_its_line() =>
        Assert.StartsWith(
            "bench.yaml:11: prompt is no valid template: ",
            Assert.Throws<InputException>(() => Parse("a\n{% fi %}")).Message,
            StringComparison.Ordinal
        );

    private static string Render(string source, params (string Name, object Value)[] variables) =>
        Parse(source, [.. variables.Select(variable => variable.Name)])
            .Render(variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value)));

    private static TextTemplate Parse(string source, params string[] variables) =>
        TextTemplate.Parse(source, "prompt", line => $"bench.yaml:{line + 9}", variables);
}
