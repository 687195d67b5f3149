namespace Assay.ChatTemplates.Tests.Jinja;

/// <summary>
/// Templates come with models, from anywhere. Each of these would run for ever, or fill the memory, or overflow the stack; each ends
/// with one message.
/// </summary>
public sealed class HostileTemplateTests
{
    private const string Double =
        "{% set ns = namespace(x=START) %}{% for i in range(99999) %}{% set ns.x = STEP %}{% endfor %}";

    [Theory]
    [InlineData("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}")]
    [InlineData("{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}")]
    [InlineData("{% set s = 'a' * 4999999 %}{% for i in range(99999) %}{% if 'b' in s %}{% endif %}{% endfor %}")]
    [InlineData("{% set s = 'a' * 4999999 %}{% for i in range(99999) %}{{ d.get(s) }}{% endfor %}")]
    [InlineData(
        "{% set s = range(99999) %}{% for i in range(99999) %}{{ s | sum }}{{ s | last }}{{ 'b' in s }}{% endfor %}"
    )]
    public void Endless_loops(string template) => EndsWith("it takes more than 5,000,000 steps", template);

    [Theory]
    [InlineData("{{ ns.x }}", "it makes a text of more than 8,388,608 characters")]
    [InlineData("{{ ns.x | tojson }}", "it makes a text of more than 8,388,608 characters")]
    [InlineData("{{ ns.x == ns.y }}", "it takes more than 5,000,000 steps")]
    [InlineData("{{ ns.x < ns.y }}", "it takes more than 5,000,000 steps")]
    public void Lists_that_hold_each_other_twice(string use, string why) =>
        EndsWith(
            why,
            "{% set ns = namespace(x=[1], y=[1]) %}"
                + "{% for i in range(60) %}{% set ns.x, ns.y = [ns.x, ns.x], [ns.y, ns.y] %}{% endfor %}"
                + use
        );

    [Theory]
    [InlineData("'a'", "ns.x ~ ns.x")]
    [InlineData("'a'", "ns.x + ns.x")]
    [InlineData("'aa'", "ns.x.replace('a', ns.x)")]
    [InlineData("'a'", "[ns.x, ns.x] | join")]
    [InlineData("'a'", "ns.x * 9")]
    [InlineData("'a'", "'%s%s' % (ns.x, ns.x)")]
    [InlineData("'a'", "'{0}{0}'.format(ns.x)")]
    public void Texts_that_double(string start, string step) =>
        EndsWith(
            "it makes a text of more than 8,388,608 characters",
            Double.Replace("START", start, StringComparison.Ordinal).Replace("STEP", step, StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("'a' * 10 ** 15")]
    [InlineData("'a'.center(10 ** 15)")]
    [InlineData("'{:499999999}'.format(1)")]
    [InlineData("'%499999999d' % 1")]
    [InlineData("'a\\nb' | indent(499999999)")]
    [InlineData("[1] | tojson(indent=499999999)")]
    [InlineData("'\\t'.expandtabs(499999999)")]
    [InlineData("('a' * 1000000).replace('', 'b' * 1000000)")]
    public void Texts_of_any_width(string expression) =>
        EndsWith("it makes a text of more than 8,388,608 characters", $"{{{{ {expression} }}}}");

    [Theory]
    [InlineData("[1] * 10 ** 15")]
    [InlineData("[1] | batch(499999999, 0)")]
    [InlineData("('a' * 4999999) | list")]
    public void Lists_of_any_length(string expression) =>
        EndsWith("it makes a list of more than 1,048,576 items", $"{{{{ {expression} }}}}");

    [Theory]
    [InlineData("range(10 ** 12)")]
    [InlineData("range(-9223372036854775807, 9223372036854775807)")]
    public void Ranges_without_end(string expression) =>
        EndsWith("a range of more than 100,000 numbers is too large", $"{{{{ {expression} }}}}");

    [Fact]
    public void Many_large_texts_at_once() =>
        EndsWith(
            "it makes more than 128 MB of texts and lists",
            "{% set ns = namespace(x=[]) %}{% for i in range(999) %}{% set ns.x = ns.x + ['a' * 7999999 ~ i] %}{% endfor %}"
        );

    [Theory]
    [InlineData("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}")]
    [InlineData("{% macro m(f) %}{{ f(f) }}{% endmacro %}{{ m(m) }}")]
    [InlineData(
        "{% macro m() %}{{ caller() }}{% endmacro %}{% macro n() %}{% call m() %}{{ n() }}{% endcall %}{% endmacro %}{{ n() }}"
    )]
    [InlineData("{% set ns = namespace() %}{% set ns.x = ns %}{{ ns }}")]
    [InlineData(
        "{% set ns = namespace(x=[]) %}{% for i in range(9999) %}{% set ns.x = [ns.x] %}{% endfor %}{{ ns.x }}"
    )]
    [InlineData(
        "{% set ns = namespace(x=[]) %}{% for i in range(9999) %}{% set ns.x = [ns.x] %}{% endfor %}{{ ns.x | tojson }}"
    )]
    public void Recursion_without_end(string template) =>
        EndsWith("it nests too deeply, or calls itself without end", template);

    [Theory]
    [InlineData("1+", "1")]
    [InlineData("1 and ", "1")]
    public void Long_chains(string link, string end) =>
        EndsWith(
            "it nests too deeply, or calls itself without end",
            $"{{{{ {string.Concat(Enumerable.Repeat(link, 50_000))}{end} }}}}"
        );

    [Theory]
    [InlineData("{{ ", "(", "1", ")", " }}")]
    [InlineData("{{ ", "[", "", "]", " }}")]
    [InlineData("{{ ", "{1:", "1", "}", " }}")]
    [InlineData("{{ ", "f(", "", ")", " }}")]
    [InlineData("{{ ", "not ", "1", "", " }}")]
    [InlineData("{{ ", "-", "1", "", " }}")]
    [InlineData("{{ ", "x if x else ", "1", "", " }}")]
    [InlineData("", "{% if x %}", "", "{% endif %}", "")]
    [InlineData("{% set ", "(", "a", ")", " = 1 %}")]
    public void Nesting_without_end(string begin, string open, string inside, string close, string end)
    {
        const int Levels = 40_000;
        var source =
            begin
            + string.Concat(Enumerable.Repeat(open, Levels))
            + inside
            + string.Concat(Enumerable.Repeat(close, Levels))
            + end;

        var refusal = Assert.Throws<InputException>(() => ChatTemplate.Parse(source, "t"));

        Assert.Equal("the chat template is not valid: it nests more than 100 levels deep", refusal.What);
    }

    [Fact]
    public void A_source_without_end()
    {
        var refusal = Assert.Throws<InputException>(() => ChatTemplate.Parse(new string('a', (1 << 20) + 1), "t"));

        Assert.Contains("has 1,048,577 characters", refusal.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10 ** 10 ** 10")]
    [InlineData("2 ** 9223372036854775807")]
    [InlineData("(-9223372036854775807 - 1) // -1")]
    [InlineData("-(-9223372036854775807 - 1)")]
    [InlineData("1e300 | int")]
    public void Numbers_without_end(string expression) => EndsWith("a number is too large", $"{{{{ {expression} }}}}");

    private static void EndsWith(string why, string template) =>
        Assert.Equal($"the chat template fails: {why}", Rendering.Failure(template).What);
}
