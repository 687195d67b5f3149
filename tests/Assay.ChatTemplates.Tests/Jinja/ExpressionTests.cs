namespace Assay.ChatTemplates.Tests.Jinja;

public sealed class ExpressionTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("7 / 2", "3.5")]
    [InlineData("6 / 2", "3.0")]
    [InlineData("7 // 2", "3")]
    [InlineData("-7 // 2", "-4")]
    [InlineData("-7 % 3", "2")]
    [InlineData("7 % -3", "-2")]
    [InlineData("2 ** 10", "1024")]
    [InlineData("2 ** -1", "0.5")]
    [InlineData("-2 ** 2", "4")]
    [InlineData("2 ** 3 ** 2", "64")]
    [InlineData("10 - 2 - 3", "5")]
    [InlineData("n -1", "4")]
    [InlineData("true + true", "2")]
    [InlineData("-true", "-1")]
    [InlineData("1_000", "1000")]
    public void Arithmetic(string expression, string result) => Is(expression, result);

    [Theory]
    [InlineData("true", "True")]
    [InlineData("none", "None")]
    [InlineData("5.0", "5.0")]
    [InlineData("0.1 + 0.2", "0.30000000000000004")]
    [InlineData("1e15", "1000000000000000.0")]
    [InlineData("1e16", "1e+16")]
    [InlineData("0.0001", "0.0001")]
    [InlineData("0.00001", "1e-05")]
    [InlineData("-0.0", "-0.0")]
    [InlineData("[1, 'a', none, true, 1.5, (3,), {'k': []}]", "[1, 'a', None, True, 1.5, (3,), {'k': []}]")]
    [InlineData("(1, 2)", "(1, 2)")]
    [InlineData("()", "()")]
    [InlineData("1, 2", "(1, 2)")]
    [InlineData("""["it's", 'a "b"', "\n\\é"]""", """["it's", 'a "b"', '\n\\é']""")]
    [InlineData("missing", "")]
    [InlineData("[missing]", "[Undefined]")]
    [InlineData("namespace(a=1)", "<Namespace {'a': 1}>")]
    public void Values_print_as_in_python(string expression, string result) => Is(expression, result);

    [Theory]
    [InlineData("""'a' "b" 'c'""", "abc")]
    [InlineData("""'\x41\u00e9\t|\'|\"|\\'""", "Aé\t|'|\"|\\")]
    [InlineData("""'\U0001F600\101\d'""", """😀A\d""")]
    [InlineData("'}}'", "}}")]
    [InlineData("{'a': {'b': 1}}['a']['b']", "1")]
    public void Literals(string expression, string result) => Is(expression, result);

    [Theory]
    [InlineData("1 < 2 < 3", "True")]
    [InlineData("1 < 3 < 2", "False")]
    [InlineData("1 == 1.0", "True")]
    [InlineData("true == 1", "True")]
    [InlineData("'1' == 1", "False")]
    [InlineData("[1, {'a': 2}] == [1, {'a': 2}]", "True")]
    [InlineData("[1, 2] == (1, 2)", "False")]
    [InlineData("[1, 2] < [1, 3]", "True")]
    [InlineData("'B' < 'a'", "True")]
    [InlineData("missing == other", "True")]
    [InlineData("missing == none", "False")]
    [InlineData("'ell' in s", "True")]
    [InlineData("9 not in l", "True")]
    [InlineData("'a' in d", "True")]
    [InlineData("'x' in missing", "False")]
    [InlineData("not 1 in l", "False")]
    public void Comparisons(string expression, string result) => Is(expression, result);

    [Theory]
    [InlineData("0 or 'x'", "x")]
    [InlineData("'a' and 0", "0")]
    [InlineData("1 or missing.attribute", "1")]
    [InlineData("not empty and not [] and not {} and not 0 and not none and not missing", "True")]
    [InlineData("'a' if n > 3 else 'b'", "a")]
    [InlineData("'a' if false", "")]
    [InlineData("'a' if false else 'b' if false else 'c'", "c")]
    [InlineData("s ~ n ~ f ~ none ~ yes", "Hello World52.5NoneTrue")]
    [InlineData("'a' ~ 'bc' | length", "a2")]
    [InlineData("n > 3 == true", "False")]
    public void Logic_and_concatenation(string expression, string result) => Is(expression, result);

    [Theory]
    [InlineData("s[0] ~ s[-1]", "Hd")]
    [InlineData("s[99]", "")]
    [InlineData("s[1:3]", "el")]
    [InlineData("s[:-1]", "Hello Worl")]
    [InlineData("s[::2]", "HloWrd")]
    [InlineData("s[::-1]", "dlroW olleH")]
    [InlineData("s[10:2:-2]", "drWo")]
    [InlineData("s[-100:100]", "Hello World")]
    [InlineData("s[2:1]", "")]
    [InlineData("l[1:]", "[1, 2]")]
    [InlineData("(1, 2, 3)[::-1]", "(3, 2, 1)")]
    [InlineData("ms[-1].content", "Bye")]
    [InlineData("ms[1:] | length", "2")]
    [InlineData("l.0", "3")]
    [InlineData("wide[2]", "😀")]
    [InlineData("wide[1:3]", "你😀")]
    [InlineData("wide[::-1]", "x😀你é")]
    public void Items_and_slices(string expression, string result) => Is(expression, result);

    [Theory]
    [InlineData("d.items() | length", "3")]
    [InlineData("d['items']", "7")]
    [InlineData("ms[0].role ~ ms[0]['role']", "useruser")]
    [InlineData("ms[0].missing is defined", "False")]
    [InlineData("s['upper']()", "HELLO WORLD")]
    [InlineData("d[[1]] is defined", "False")]
    public void A_dot_prefers_methods_and_brackets_prefer_items(string expression, string result) =>
        Is(expression, result);

    [Theory]
    [InlineData("missing.x", "'missing' is undefined")]
    [InlineData("ms[0].a.b", "'dict object' has no attribute 'a'")]
    [InlineData("l[7].x", "list object has no element 7")]
    [InlineData("missing + 'a'", "'missing' is undefined")]
    [InlineData("missing()", "'missing' is undefined")]
    [InlineData("n()", "'int' object is not callable")]
    [InlineData("'a' + 1", "can only concatenate str (not \"int\") to str")]
    [InlineData("1 + 'a'", "unsupported operand type(s) for +: 'int' and 'str'")]
    [InlineData("1 < 'a'", "'<' not supported between instances of 'int' and 'str'")]
    [InlineData("1 // 0", "division by zero")]
    [InlineData("1 in 5", "argument of type 'int' is not iterable")]
    [InlineData("n[1:2]", "'int' object cannot be sliced")]
    [InlineData("9223372036854775807 + 1", "a number is too large")]
    [InlineData("{[1]: 2}", "unhashable type: 'list'")]
    public void What_python_refuses_is_refused(string expression, string why) =>
        Assert.Equal($"the chat template fails: {why}", Rendering.Failure($"{{{{ {expression} }}}}").What);

    [Theory]
    [InlineData("{{ 1 + }}")]
    [InlineData("{{ (1 }}")]
    [InlineData("{{ [1) }}")]
    [InlineData("{{ 1 2 }}")]
    [InlineData("{{ }}")]
    [InlineData("{{ 'x }}")]
    [InlineData("{{ n")]
    [InlineData("{{ a ? b }}")]
    [InlineData("{{ f(a=1, 2) }}")]
    [InlineData("{{ n is odd is even }}")]
    [InlineData("""{{ '\xZZ' }}""")]
    public void What_is_no_expression_is_refused(string template) =>
        Assert.StartsWith(
            "the chat template is not valid: ",
            Assert.Throws<InputException>(() => ChatTemplate.Parse(template, "t")).What,
            StringComparison.Ordinal
        );

    private static void Is(string expression, string result) =>
        Assert.Equal(result, Rendering.Of($"{{{{ {expression} }}}}"));
}
