namespace Assay.ChatTemplates.Tests.Jinja;

/// <summary>The rules of <c>trim_blocks</c> and <c>lstrip_blocks</c>, and the signs that overrule them.</summary>
public sealed class WhitespaceTests
{
    [Theory]
    [InlineData("a\n{% if yes %}\nb\n{% endif %}\nc", "a\nb\nc")]
    [InlineData("a\n\n{% if yes %}\n\nb{% endif %}", "a\n\n\nb")]
    [InlineData("{# note #}\na", "a")]
    [InlineData("{{ n }}\na", "5\na")]
    [InlineData("{% if yes %}  \na{% endif %}", "  \na")]
    public void The_line_break_behind_a_block_goes(string template, string result) => Is(template, result);

    [Theory]
    [InlineData("a\n  {% if yes %}b{% endif %}", "a\nb")]
    [InlineData("  {% if yes %}b{% endif %}", "b")]
    [InlineData("\t {# note #}b", "b")]
    [InlineData("a  {% if yes %}b{% endif %}", "a  b")]
    [InlineData("a\n  {{ n }}", "a\n  5")]
    [InlineData("{% if yes %}\n  {% if yes %}b{% endif %}{% endif %}", "b")]
    [InlineData("{% if yes %}  {% if yes %}b{% endif %}{% endif %}", "  b")]
    public void Blanks_between_the_line_s_beginning_and_a_block_go(string template, string result) =>
        Is(template, result);

    [Theory]
    [InlineData("a \n {%- if yes %} b {% endif %}", "a b ")]
    [InlineData("a{% if yes -%} \n b{% endif %}", "ab")]
    [InlineData("a \n {{- n -}} \n b", "a5b")]
    [InlineData("a {#- note -#} b", "ab")]
    [InlineData("a {%- raw -%} {{ x }} {%- endraw -%} b", "a{{ x }}b")]
    public void A_minus_takes_all_blanks(string template, string result) => Is(template, result);

    [Theory]
    [InlineData("a\n  {%+ if yes %}b{% endif %}", "a\n  b")]
    [InlineData("{% if yes +%}\nb{% endif %}", "\nb")]
    [InlineData("{% if yes %}b{% endif +%}\nc", "b\nc")]
    public void A_plus_keeps_what_would_go(string template, string result) => Is(template, result);

    [Theory]
    [InlineData("a\n", "a")]
    [InlineData("a\n\n", "a\n")]
    [InlineData("\n", "")]
    [InlineData("a\r\nb\rc", "a\nb\nc")]
    [InlineData("{% if yes %}\r\na\r\n{% endif %}\r\n", "a\n")]
    public void The_last_line_break_goes_and_all_others_are_line_feeds(string template, string result) =>
        Is(template, result);

    [Theory]
    [InlineData("{ { } } %} }} #}")]
    [InlineData("{")]
    [InlineData("a {b} c")]
    public void Braces_that_open_nothing_are_text(string template) => Is(template, template);

    [Fact]
    public void Tags_need_no_blanks() => Is("{%if yes%}a{%endif%}{{n}}{%-   if yes   -%} b {%-   endif   -%}", "a5b");

    private static void Is(string template, string result) => Assert.Equal(result, Rendering.Of(template));
}
