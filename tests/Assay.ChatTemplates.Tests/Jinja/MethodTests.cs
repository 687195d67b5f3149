namespace Assay.ChatTemplates.Tests.Jinja;

public sealed class MethodTests
{
    [Theory]
    [InlineData("' a '.strip() ~ '|'", "a|")]
    [InlineData("'xxaxx'.lstrip('x')", "axx")]
    [InlineData("'a\\n\\n'.rstrip('\\n')", "a")]
    [InlineData("'a,b,,c'.split(',')", "['a', 'b', '', 'c']")]
    [InlineData("'a,b,c'.split(',', 1)", "['a', 'b,c']")]
    [InlineData("'a,b,c'.rsplit(',', 1)", "['a,b', 'c']")]
    [InlineData("'  a  b '.split()", "['a', 'b']")]
    [InlineData("'  a  b  c '.split(none, 1)", "['a', 'b  c ']")]
    [InlineData("'<think>x</think>\\n\\ny'.split('</think>')[-1].lstrip('\\n')", "y")]
    [InlineData("'a\\r\\nb\\n'.splitlines()", "['a', 'b']")]
    [InlineData("s.upper() ~ s.lower()", "HELLO WORLDhello world")]
    [InlineData("\"they're\".title()", "They'Re")]
    [InlineData("'aB'.capitalize() ~ 'aB'.swapcase()", "AbAb")]
    [InlineData("s.startswith('He') and s.endswith(('x', 'ld'))", "True")]
    [InlineData("s.replace('l', '') ~ 'abc'.replace('', '-')", "Heo Word-a-b-c-")]
    [InlineData("'-'.join(words)", "b-A-c")]
    [InlineData("s.find('o') ~ s.rfind('o') ~ s.find('z')", "47-1")]
    [InlineData("wide.find('x')", "3")]
    [InlineData("s.count('l') ~ 'aaa'.count('aa')", "31")]
    [InlineData("'a=b=c'.partition('=')", "('a', '=', 'b=c')")]
    [InlineData("'pre-x'.removeprefix('pre-').removesuffix('y')", "x")]
    [InlineData("'-7'.zfill(4) ~ 'x'.ljust(3, '.') ~ 'x'.rjust(3)", "-007x..  x")]
    [InlineData("'12'.isdigit() and 'ab'.isalpha() and 'a1'.isalnum() and not ''.isdigit()", "True")]
    public void Of_texts(string expression, string result) => Is(expression, result);

    [Theory]
    [InlineData("d.keys() | list", "['a', 'b', 'items']")]
    [InlineData("d.values() | list", "[1, 'x', 7]")]
    [InlineData("d.get('a') ~ d.get('z') ~ d.get('z', 0)", "1None0")]
    [InlineData("l.index(1) ~ l.count(3)", "11")]
    public void Of_dictionaries_and_lists(string expression, string result) => Is(expression, result);

    [Theory]
    [InlineData("'{} {1} {k}'.replace(' {1}', '').format(1, k=2)", "1 2")]
    [InlineData("'{0:>4}|{0:<4}|{0:^4}|{0:04d}|{0:+}'.format(42)", "  42|42  | 42 |0042|+42")]
    [InlineData("'{:.2f} {:,} {:x} {:%}'.format(3.14159, 1234567, 255, 0.5)", "3.14 1,234,567 ff 50.000000%")]
    [InlineData("'{{}} {0[a]} {0.b} {1!r}'.format({'a': 1, 'b': 2}, 'x')", "{} 1 2 'x'")]
    [InlineData(
        "'%s is %d and %.2f|%5s|%-5s|%05d|%x%%' % ('a', 3, 2.5, 'r', 'l', 42, 255)",
        "a is 3 and 2.50|    r|l    |00042|ff%"
    )]
    [InlineData("'%(a)s' % {'a': [1]}", "[1]")]
    [InlineData("'%s' % none", "None")]
    public void Formats(string expression, string result) => Is(expression, result);

    [Theory]
    [InlineData("l.append(4)", "access to attribute 'append' of 'list' object is unsafe.")]
    [InlineData("d.update({})", "access to attribute 'update' of 'dict' object is unsafe.")]
    [InlineData("d.pop('a')", "access to attribute 'pop' of 'dict' object is unsafe.")]
    [InlineData("''.__class__.__mro__", "access to attribute '__class__' of 'str' object is unsafe.")]
    [InlineData("''['__class__']()", "access to attribute '__class__' of 'str' object is unsafe.")]
    [InlineData("'{0.__class__.__mro__}'.format(1)", "access to attribute '__class__' of 'int' object is unsafe.")]
    [InlineData("s.nosuch()", "'str object' has no attribute 'nosuch'")]
    [InlineData("s.index('z')", "substring not found")]
    [InlineData("'%s' % (1, 2)", "not all arguments converted during string formatting")]
    [InlineData("'%d' % 'x'", "%d format: a real number is required, not str")]
    [InlineData("'{'.format()", "expected '}' before end of string")]
    [InlineData("', '.join([1])", "sequence item 0: expected str instance, int found")]
    public void What_the_sandbox_or_python_refuses(string expression, string why) =>
        Assert.Equal($"the chat template fails: {why}", Rendering.Failure($"{{{{ {expression} }}}}").What);

    private static void Is(string expression, string result) =>
        Assert.Equal(result, Rendering.Of($"{{{{ {expression} }}}}"));
}
