using Assay.ChatTemplates.Jinja.Running;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Builtins;

/// <summary>The functions that every template finds: Jinja's, and two of huggingface/transformers.</summary>
internal static class Globals
{
    // Jinja's sandbox has the same limit.
    private const long LongestRange = 100_000;

    private static readonly Dictionary<string, object> All = new(StringComparer.Ordinal)
    {
        ["range"] = new Function(Range),
        ["dict"] = new Function(Dict),
        ["namespace"] = new Function((arguments, run) => new Namespace(Dict(arguments, run))),
        ["cycler"] = new Function(
            (arguments, _) =>
                arguments.Positional.Length > 0
                    ? new Cycler(arguments.Positional)
                    : throw new TemplateError("at least one item has to be provided")
        ),
        ["joiner"] = new Function((arguments, _) => new Joiner(arguments.Bind("joiner", "sep")[0] ?? ", ")),
        ["raise_exception"] = new Function(
            (arguments, run) =>
                throw new TemplateRefusal(
                    Texts.Of(arguments.Bind("raise_exception", "message").Required(0), run.Budget)
                )
        ),
        ["strftime_now"] = new Function(
            (arguments, run) =>
                TimeFormat.Write(run.Now, arguments.Bind("strftime_now", "format").Text(0) ?? "", run.Budget)
        ),
    };

    /// <summary>The outermost scope of a run.</summary>
    public static Scope Scope(Run run) => new Scope(run, outer: null).Child(All);

    private static ListValue Range(Arguments arguments, Run run)
    {
        var bound = arguments.Bind("range", "start", "stop", "step");
        var first = bound.Integer(0) ?? throw new TemplateError("range expects integers");
        var (start, stop) = bound.Integer(1) is { } given ? (first, given) : (0, first);
        var step = bound.Integer(2) ?? 1;
        if (step == 0)
        {
            throw new TemplateError("range() arg 3 must not be zero");
        }
        // 128 bits, since the distance between two integers may not fit 64.
        var distance = step > 0 ? (Int128)stop - start : (Int128)start - stop;
        var count = distance <= 0 ? 0 : ((distance - 1) / Int128.Abs(step)) + 1;
        if (count > LongestRange)
        {
            throw new TemplateError($"a range of more than {LongestRange:N0} numbers is too large");
        }
        run.Budget.BuildItems((long)count);
        return new ListValue([.. Enumerable.Range(0, (int)count).Select(at => (object)(start + (at * step)))]);
    }

    private static DictValue Dict(Arguments arguments, Run run)
    {
        var dict = new DictValue();
        foreach (var source in arguments.Positional)
        {
            foreach (var (key, value) in Pairs(source, run))
            {
                dict.Set(key, value);
            }
        }
        foreach (var (name, value) in arguments.Named)
        {
            dict.Set(name, value);
        }
        run.Budget.BuildItems(dict.Count);
        return dict;
    }

    private static IEnumerable<KeyValuePair<object, object>> Pairs(object source, Run run) =>
        source is DictValue dict
            ? dict.Items
            : Iteration
                .Items(source, run.Budget)
                .Select(item =>
                    Iteration.Find(item, run.Budget) is [var key, var value]
                        ? new KeyValuePair<object, object>(key, value)
                        : throw new TemplateError("a dictionary is made of pairs")
                );
}
