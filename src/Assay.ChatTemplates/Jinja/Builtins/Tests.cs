using Assay.ChatTemplates.Jinja.Running;
using Assay.ChatTemplates.Jinja.Syntax;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Builtins;

/// <summary>A test: what stands before <c>is</c>, the arguments behind its name, and the run.</summary>
internal delegate bool Test(object value, Arguments arguments, Run run);

/// <summary>Jinja's tests.</summary>
internal static class Tests
{
    private static readonly Dictionary<string, Test> All = new(StringComparer.Ordinal)
    {
        ["boolean"] = (value, _, _) => value is bool,
        ["callable"] = (value, _, _) => value is ICallable,
        ["defined"] = (value, _, _) => value is not Undefined,
        ["divisibleby"] = (value, arguments, _) =>
            IsZero(Numbers.Modulo(Number(value), Number(arguments.Bind("divisibleby", "num").Required(0)))),
        ["escaped"] = (_, _, _) => false,
        ["even"] = (value, _, _) => IsZero(Numbers.Modulo(Number(value), 2L)),
        ["false"] = (value, _, _) => value is false,
        ["filter"] = (value, _, _) => value is string name && HasFilter(name),
        ["float"] = (value, _, _) => value is double,
        ["in"] = Compared("in"),
        ["integer"] = (value, _, _) => value is long,
        ["iterable"] = (value, _, _) => value is string or Sequence or DictValue or Undefined,
        ["lower"] = (value, _, run) => StringMethods.IsLower(Texts.Of(value, run.Budget)),
        ["mapping"] = (value, _, _) => value is DictValue,
        ["none"] = (value, _, _) => value is None,
        ["number"] = (value, _, _) => Numbers.IsNumber(value),
        ["odd"] = (value, _, _) => !IsZero(Numbers.Modulo(Number(value), 2L)),
        ["sameas"] = (value, arguments, _) => IsSame(value, arguments.Bind("sameas", "other").Required(0)),
        ["sequence"] = (value, _, _) => value is string or Sequence or DictValue or Undefined,
        ["string"] = (value, _, _) => value is string,
        ["test"] = (value, _, _) => value is string name && HasTest(name),
        ["true"] = (value, _, _) => value is true,
        ["undefined"] = (value, _, _) => value is Undefined,
        ["upper"] = (value, _, run) => StringMethods.IsUpper(Texts.Of(value, run.Budget)),
        ["=="] = Compared("=="),
        ["eq"] = Compared("=="),
        ["equalto"] = Compared("=="),
        ["!="] = Compared("!="),
        ["ne"] = Compared("!="),
        [">"] = Compared(">"),
        ["gt"] = Compared(">"),
        ["greaterthan"] = Compared(">"),
        [">="] = Compared(">="),
        ["ge"] = Compared(">="),
        ["<"] = Compared("<"),
        ["lt"] = Compared("<"),
        ["lessthan"] = Compared("<"),
        ["<="] = Compared("<="),
        ["le"] = Compared("<="),
    };

    /// <exception cref="TemplateError">There is none of that name.</exception>
    public static Test Get(string name) =>
        All.TryGetValue(name, out var test)
            ? test
            : throw new TemplateError(Hints.Of($"there is no test '{name}'", name, All.Keys));

    private static bool HasTest(string name) => All.ContainsKey(name);

    private static bool HasFilter(string name) => Filters.Has(name);

    private static Test Compared(string sign) =>
        (value, arguments, run) =>
            Comparison.Holds(sign, value, arguments.Bind("the test", "other").Required(0), run.Budget);

    private static object Number(object value) =>
        value switch
        {
            bool or long or double => value,
            Undefined missing => throw missing.Error(),
            _ => throw new TemplateError($"a number is expected, not {TypeNames.Of(value)}"),
        };

    private static bool IsZero(object number) => Numbers.ToDouble(number) == 0;

    // Python keeps small integers and short texts once; the test is of use for true, false and none.
    private static bool IsSame(object value, object other) =>
        ReferenceEquals(value, other)
        || (value.GetType() == other.GetType() && value is bool or long or string && value.Equals(other));
}
