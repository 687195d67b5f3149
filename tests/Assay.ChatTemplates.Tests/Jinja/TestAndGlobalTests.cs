namespace Assay.ChatTemplates.Tests.Jinja;

public sealed class TestAndGlobalTests
{
    [Theory]
    [InlineData("n is defined and missing is undefined and missing is not defined")]
    [InlineData("none is none and missing is not none")]
    [InlineData("yes is boolean and yes is true and false is false and 1 is not true")]
    [InlineData("n is number and yes is number and n is integer and yes is not integer and f is float")]
    [InlineData("s is string and l is not string")]
    [InlineData("d is mapping and l is not mapping")]
    [InlineData("l is sequence and s is sequence and d is sequence and n is not sequence")]
    [InlineData("l is iterable and missing is iterable and n is not iterable")]
    [InlineData("range is callable and n is not callable")]
    [InlineData("4 is even and 3 is odd and 9 is divisibleby 3")]
    [InlineData("n is eq 5 and n is equalto(5) and n is ne 6 and n is lt 6 and n is ge 5 and n is greaterthan 4")]
    [InlineData("'a' is in ['a'] and 'b' is not in 'ac'")]
    [InlineData("'abc' is lower and 'ABC' is upper and 'Abc' is not lower")]
    [InlineData("none is sameas none and 1 is not sameas true")]
    [InlineData("'upper' is filter and 'odd' is test and 'nosuch' is not filter")]
    [InlineData("not missing is defined")]
    public void Tests(string expression) => Assert.Equal("True", Rendering.Of($"{{{{ {expression} }}}}"));

    [Theory]
    [InlineData("range(3) | list", "[0, 1, 2]")]
    [InlineData("range(5, 0, -2) | list", "[5, 3, 1]")]
    [InlineData("dict(a=1, b='x')", "{'a': 1, 'b': 'x'}")]
    [InlineData("dict([('a', 1)])", "{'a': 1}")]
    [InlineData("namespace({'a': 1}, b=2).a", "1")]
    [InlineData("strftime_now('%d %b %Y')", "26 Jul 2024")]
    [InlineData(
        "strftime_now('%A, %-d %B %y, %H:%M:%S %I %p, day %j, %%')",
        "Friday, 26 July 24, 00:00:00 12 AM, day 208, %"
    )]
    [InlineData("strftime_now is defined", "True")]
    public void Globals(string expression, string result) =>
        Assert.Equal(result, Rendering.Of($"{{{{ {expression} }}}}"));

    [Fact]
    public void A_cycler_takes_turns() =>
        Assert.Equal(
            "aba b",
            Rendering.Of("{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }}{{ c.next() }} {{ c.current }}")
        );

    [Fact]
    public void A_joiner_leaves_the_first_out() =>
        Assert.Equal("3|1|2", Rendering.Of("{% set j = joiner('|') %}{% for x in l %}{{ j() }}{{ x }}{% endfor %}"));

    [Fact]
    public void An_unknown_test_is_refused_with_the_nearest() =>
        Assert.Contains(
            "there is no test 'defind'; did you mean 'defined'?",
            Rendering.Failure("{{ n is defind }}").What,
            StringComparison.Ordinal
        );

    [Fact]
    public void Raise_exception_refuses_the_chat() =>
        Assert.Equal(
            "the chat template refuses the chat: no 5",
            Rendering.Failure("{{ raise_exception('no ' ~ n) }}").What
        );
}
