namespace Assay.ChatTemplates.Tests.Jinja;

public sealed class FilterTests
{
    [Theory]
    [InlineData("' a ' | trim", "a")]
    [InlineData("'xax' | trim('x')", "a")]
    [InlineData("s | upper", "HELLO WORLD")]
    [InlineData("yes | lower", "true")]
    [InlineData("'hELLO wORLD' | capitalize", "Hello world")]
    [InlineData("\"it's a dog's-life\" | title", "It's A Dog's-Life")]
    [InlineData("s | replace('l', 'L', 1)", "HeLlo World")]
    [InlineData("'a\\n\\nb' | indent(2)", "a\n\n  b")]
    [InlineData("'a\\nb' | indent('> ', first=true)", "> a\n> b")]
    [InlineData("'<b>&\"' | e", "&lt;b&gt;&amp;&#34;")]
    [InlineData("'<b>' | safe", "<b>")]
    [InlineData("none | string", "None")]
    [InlineData("'%s-%d' | format('a', 3)", "a-3")]
    [InlineData("'ab' | center(5)", "  ab ")]
    [InlineData("s | wordcount", "2")]
    [InlineData("'a long text of words' | truncate(10, leeway=0)", "a long...")]
    [InlineData("'abc' | reverse", "cba")]
    [InlineData("'a/b c' | urlencode", "a/b%20c")]
    public void Of_texts(string expression, string result) => Is(expression, result);

    [Theory]
    [InlineData("l | length", "3")]
    [InlineData("wide | length", "4")]
    [InlineData("missing | length", "0")]
    [InlineData("l | first ~ (l | last)", "32")]
    [InlineData("[] | first is defined", "False")]
    [InlineData("l | join(', ')", "3, 1, 2")]
    [InlineData("ms | join('-', attribute='role')", "user-assistant-user")]
    [InlineData("l | reverse | list", "[2, 1, 3]")]
    [InlineData("'ab' | list", "['a', 'b']")]
    [InlineData("l | sort", "[1, 2, 3]")]
    [InlineData("words | sort", "['A', 'b', 'c']")]
    [InlineData("words | sort(case_sensitive=true, reverse=true)", "['c', 'b', 'A']")]
    [InlineData("ms | sort(attribute='content') | map(attribute='content') | join", "ByeHiYo")]
    [InlineData("['a', 'A', 'b'] | unique | list", "['a', 'b']")]
    [InlineData("{'b': 1, 'a': 2} | dictsort", "[('a', 2), ('b', 1)]")]
    [InlineData("{'b': 1, 'a': 2} | dictsort(by='value')", "[('b', 1), ('a', 2)]")]
    [InlineData("{'a': 1} | items | list", "[('a', 1)]")]
    [InlineData("l | min ~ (l | max)", "13")]
    [InlineData("l | batch(2, 0) | list", "[[3, 1], [2, 0]]")]
    [InlineData("l | slice(2) | list", "[[3, 1], [2]]")]
    [InlineData("ms | groupby('role') | map('first') | list", "['assistant', 'user']")]
    public void Of_rows(string expression, string result) => Is(expression, result);

    [Theory]
    [InlineData("ms | map(attribute='role') | list", "['user', 'assistant', 'user']")]
    [InlineData("ms | map(attribute='name', default='?') | join", "???")]
    [InlineData("words | map('upper') | join", "BAC")]
    [InlineData("words | map('replace', 'b', 'd') | join", "dAc")]
    [InlineData("l | select('odd') | list", "[3, 1]")]
    [InlineData("l | reject('gt', 1) | list", "[1]")]
    [InlineData("[0, 1, '', none] | select | list", "[1]")]
    [InlineData("ms | selectattr('role', 'equalto', 'user') | map(attribute='content') | join(' ')", "Hi Bye")]
    [InlineData("ms | rejectattr('role', 'in', ['user']) | list | length", "1")]
    [InlineData("ms | selectattr('name', 'defined') | list", "[]")]
    public void Map_and_select(string expression, string result) => Is(expression, result);

    [Theory]
    [InlineData("'3.7' | int", "3")]
    [InlineData("'x' | int(9)", "9")]
    [InlineData("'ff' | int(0, 16)", "255")]
    [InlineData("'1.5' | float", "1.5")]
    [InlineData("'x' | float", "0.0")]
    [InlineData("-5 | abs", "5")]
    [InlineData("2.5 | round", "2.0")]
    [InlineData("2.675 | round(2)", "2.67")]
    [InlineData("42.2 | round(0, 'ceil')", "43.0")]
    [InlineData("l | sum", "6")]
    [InlineData("[{'v': 1.5}, {'v': 2}] | sum(attribute='v')", "3.5")]
    public void Of_numbers(string expression, string result) => Is(expression, result);

    [Theory]
    [InlineData("missing | default('d')", "d")]
    [InlineData("missing | d", "")]
    [InlineData("empty | default('d')", "")]
    [InlineData("empty | default('d', true)", "d")]
    [InlineData("none | default('d')", "None")]
    [InlineData("none | default('d', boolean=true)", "d")]
    public void Default(string expression, string result) => Is(expression, result);

    [Theory]
    [InlineData(
        "{'a': [1, none, true, 1.0], 'é': '<\"你>'} | tojson",
        """{"a": [1, null, true, 1.0], "é": "<\"你>"}"""
    )]
    [InlineData("{'b': 1, 'a': []} | tojson(indent=2)", "{\n  \"b\": 1,\n  \"a\": []\n}")]
    [InlineData("{'b': 1, 'a': (1, 2)} | tojson(separators=(',', ':'))", """{"b":1,"a":[1,2]}""")]
    [InlineData("{'b': 1, 'a': 2} | tojson(sort_keys=true)", """{"a": 2, "b": 1}""")]
    [InlineData(
        "'é😀' | tojson(ensure_ascii=true)",
        """
            "\u00e9\ud83d\ude00"
            """
    )]
    [InlineData(
        "'\\n\\x07\\\\' | tojson",
        """
            "\n\u0007\\"
            """
    )]
    [InlineData("{1: 2, none: 3} | tojson", """{"1": 2, "null": 3}""")]
    public void Tojson_writes_as_python_does_without_escapes_for_html(string expression, string result) =>
        Is(expression, result);

    [Theory]
    [InlineData("missing | tojson", "Object of type Undefined is not JSON serializable")]
    [InlineData("n | length", "object of type 'int' has no len()")]
    [InlineData("1 | uper", "there is no filter 'uper'; did you mean 'upper'? known: abs, attr, batch")]
    [InlineData("[1, 'a'] | sort", "'<' not supported between instances of")]
    [InlineData("s | trim(1, 2)", "trim takes at most 1 arguments (2 given)")]
    [InlineData("missing | default(foo=1)", "default got an unexpected keyword argument 'foo'")]
    public void What_a_filter_refuses(string expression, string why) =>
        Assert.StartsWith(
            $"the chat template fails: {why}",
            Rendering.Failure($"{{{{ {expression} }}}}").What,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_filter_that_is_not_reached_may_be_unknown() =>
        Assert.Equal("ok", Rendering.Of("{% if missing %}{{ 1 | nosuch }}{% endif %}ok"));

    private static void Is(string expression, string result) =>
        Assert.Equal(result, Rendering.Of($"{{{{ {expression} }}}}"));
}
