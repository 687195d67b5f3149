namespace Assay.ChatTemplates.Tests.Jinja;

public sealed class StatementTests
{
    [Theory]
    [InlineData("{% for x in l %}{{ x }}{% if not loop.last %},{% endif %}{% endfor %}", "3,1,2")]
    [InlineData("{% for x in [] %}a{% else %}none{% endfor %}", "none")]
    [InlineData("{% for x in missing %}a{% else %}none{% endfor %}", "none")]
    [InlineData("{% for k, v in d.items() %}{{ k }}={{ v }};{% endfor %}", "a=1;b=x;items=7;")]
    [InlineData("{% for k in d %}{{ k }}{% endfor %}", "abitems")]
    [InlineData("{% for c in wide %}[{{ c }}]{% endfor %}", "[é][你][😀][x]")]
    [InlineData("{% for x in l if x > 1 %}{{ loop.index }}:{{ x }}/{{ loop.length }} {% endfor %}", "1:3/2 2:2/2 ")]
    [InlineData("{% for a, (b, c) in [(1, (2, 3))] %}{{ a }}{{ b }}{{ c }}{% endfor %}", "123")]
    [InlineData("{% for x in l %}{% if x == 1 %}{% continue %}{% endif %}{{ x }}{% endfor %}", "32")]
    [InlineData("{% for x in l %}{% if x == 1 %}{% break %}{% endif %}{{ x }}{% endfor %}", "3")]
    [InlineData("{% for x in l %}{% for y in l %}{% break %}{% endfor %}{{ x }}{% endfor %}", "312")]
    public void Loops(string template, string result) => Assert.Equal(result, Rendering.Of(template));

    [Theory]
    [InlineData("loop.index ~ loop.index0", "10 21 32 ")]
    [InlineData("loop.revindex ~ loop.revindex0", "32 21 10 ")]
    [InlineData("loop.first ~ loop.last", "TrueFalse FalseFalse FalseTrue ")]
    [InlineData("loop.length", "3 3 3 ")]
    [InlineData("loop.previtem ~ '<' ~ loop.nextitem", "<1 3<2 1< ")]
    [InlineData("loop.previtem is defined", "False True True ")]
    [InlineData("loop.cycle('a', 'b')", "a b a ")]
    [InlineData("loop.changed(x > 1)", "True True True ")]
    public void A_loop_tells_where_it_is(string expression, string result) =>
        Assert.Equal(result, Rendering.Of($"{{% for x in l %}}{{{{ {expression} }}}} {{% endfor %}}"));

    [Theory]
    [InlineData("{% if n > 9 %}a{% elif n > 3 %}b{% else %}c{% endif %}", "b")]
    [InlineData("{% if missing %}a{% else %}c{% endif %}", "c")]
    [InlineData("{% if yes %}{% set x = 1 %}{% endif %}{{ x }}", "1")]
    public void Branches_share_the_scope_around(string template, string result) =>
        Assert.Equal(result, Rendering.Of(template));

    [Theory]
    [InlineData("{% set x = 1 %}{% for i in l %}{% set x = x + i %}{{ x }} {% endfor %}{{ x }}", "4 2 3 1")]
    [InlineData("{% for i in l %}{% endfor %}{{ i }}", "")]
    [InlineData("{% set ns = namespace(x=0) %}{% for i in l %}{% set ns.x = ns.x + i %}{% endfor %}{{ ns.x }}", "6")]
    [InlineData("{% set ns = namespace() %}{% set ns.i = 0 %}{{ ns.i }}{{ ns.j is defined }}", "0False")]
    [InlineData("{% set a, b = 1, 2 %}{{ a }}{{ b }}", "12")]
    [InlineData("{% set n = n + 1 %}{{ n }}", "6")]
    [InlineData("{% set x %}n is {{ n }}{% endset %}[{{ x }}]", "[n is 5]")]
    [InlineData("{% set x | upper | replace('N', 'm') %}n is {{ n }}{% endset %}{{ x }}", "m IS 5")]
    [InlineData("{% with a = 1, b = n %}{{ a }}{{ b }}{% endwith %}{{ a }}", "15")]
    public void Names_set_in_a_loop_are_gone_with_the_item(string template, string result) =>
        Assert.Equal(result, Rendering.Of(template));

    [Theory]
    [InlineData(
        "{% macro m(a, b=2, c=a) %}{{ a }}{{ b }}{{ c }}{% endmacro %}{{ m(1) }} {{ m(b=5, a=4) }} {{ m() }}",
        "121 454 2"
    )]
    [InlineData("{% macro m(a) %}{{ a }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, x=4) }}", "1(2,){'x': 4}")]
    [InlineData("{% macro f(x) %}{{ x }}{{ f(x - 1) if x > 1 }}{% endmacro %}{{ f(3) }}", "321")]
    [InlineData("{% set z = 1 %}{% macro m() %}{{ z }}{% endmacro %}{% set z = 2 %}{{ m() }}", "2")]
    [InlineData("{% macro m() %}{% set z = 1 %}{% endmacro %}{{ m() }}{{ z is defined }}", "False")]
    [InlineData("{% macro m() %}<{{ caller() }}>{% endmacro %}{% call m() %}in {{ n }}{% endcall %}", "<in 5>")]
    [InlineData("{% macro m() %}{{ caller(1) }}{% endmacro %}{% call(x) m() %}got {{ x }}{% endcall %}", "got 1")]
    [InlineData("{% macro m(a) %}{{ a }}{% endmacro %}{{ m(*[7]) }}{{ m(**{'a': 8}) }}", "78")]
    public void Macros(string template, string result) => Assert.Equal(result, Rendering.Of(template));

    [Theory]
    [InlineData("{% filter upper %}abc {{ n }}{% endfilter %}", "ABC 5")]
    [InlineData("{% filter replace('a', 'b') | upper %}abc{% endfilter %}", "BBC")]
    [InlineData("{% raw %}{{ x }} {% if %}{% endraw %}", "{{ x }} {% if %}")]
    [InlineData("a{# {{ b }} #}c", "ac")]
    [InlineData("{% generation %}{{ n }}{% endgeneration %}", "5")]
    public void Other_blocks(string template, string result) => Assert.Equal(result, Rendering.Of(template));

    [Theory]
    [InlineData("{% set d.x = 1 %}", "cannot assign attribute on non-namespace object")]
    [InlineData("{% set a, b = [1] %}", "not enough values to unpack (expected 2, got 1)")]
    [InlineData("{% set a, b = [1, 2, 3] %}", "too many values to unpack (expected 2)")]
    [InlineData("{% for x in n %}{% endfor %}", "'int' object is not iterable")]
    [InlineData("{% macro m(a) %}{% endmacro %}{{ m(1, 2) }}", "macro 'm' takes not more than 1 argument(s)")]
    [InlineData("{% macro m(a) %}{% endmacro %}{{ m(x=2) }}", "macro 'm' takes no keyword argument 'x'")]
    public void What_fails_says_why(string template, string why) =>
        Assert.Equal($"the chat template fails: {why}", Rendering.Failure(template).What);

    [Theory]
    [InlineData("{% if n %}", "a block is not closed: 'endif' is missing, got the end of the template")]
    [InlineData("{% endif %}", "unknown tag 'endif'; known: break")]
    [InlineData("{% fro x in l %}", "unknown tag 'fro'; did you mean 'for'?")]
    [InlineData("{% for x l %}{% endfor %}", "expected 'in', got 'l'")]
    [InlineData("{% break %}", "'break' stands outside of a loop")]
    [InlineData("{% set true = 1 %}", "cannot assign to 'true'")]
    [InlineData("{% include 'x' %}", "'include' would read other templates")]
    [InlineData("{% import 'x' as y %}", "'import' would read other templates")]
    [InlineData("{% extends 'x' %}", "'extends' would read other templates")]
    [InlineData("{% for x in l recursive %}{% endfor %}", "recursive loops are not supported")]
    [InlineData("{# x", "a comment is not closed")]
    [InlineData("{% raw %}x", "a raw block is not closed")]
    public void What_is_no_statement_is_refused(string template, string why) =>
        Assert.StartsWith(
            $"the chat template is not valid: {why}",
            Assert.Throws<InputException>(() => ChatTemplate.Parse(template, "t")).What,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_failure_tells_its_line()
    {
        var failure = Rendering.Failure("{% for x in l %}\n{{ x }}\n{{ x.y.z }}\n{% endfor %}");

        Assert.Equal("t, line 3", failure.Where);
    }
}
