using System.Text;
using Assay.ChatTemplates.Jinja.Running;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Builtins;

/// <summary>A filter: what stands before the bar, the arguments behind its name, and the run.</summary>
internal delegate object Filter(object value, Arguments arguments, Run run);

/// <summary>Jinja's filters, but for those that draw lots or make web pages.</summary>
internal static class Filters
{
    private static readonly Dictionary<string, Filter> All = new(StringComparer.Ordinal)
    {
        ["abs"] = (value, _, _) => NumberFilters.Absolute(value),
        ["attr"] = (value, arguments, run) => Attributes.Get(value, arguments.Bind("attr", "name").Text(0) ?? "", run),
        ["batch"] = SequenceFilters.Batch,
        ["capitalize"] = (value, _, run) => Characters.Capitalize(Text(value, run)),
        ["center"] = (value, arguments, run) => Padding.Center(Text(value, run), arguments, run.Budget),
        ["count"] = (value, _, _) => Length(value),
        ["d"] = Default,
        ["default"] = Default,
        ["dictsort"] = Sorting.DictSort,
        ["e"] = Escape,
        ["escape"] = Escape,
        ["first"] = SequenceFilters.First,
        ["float"] = NumberFilters.Float,
        ["forceescape"] = Escape,
        ["format"] = Format,
        ["groupby"] = Sorting.GroupBy,
        ["indent"] = (value, arguments, run) => Padding.Indent(Text(value, run), arguments, run.Budget),
        ["int"] = NumberFilters.Integer,
        ["items"] = SequenceFilters.Items,
        ["join"] = SequenceFilters.Join,
        ["last"] = SequenceFilters.Last,
        ["length"] = (value, _, _) => Length(value),
        ["list"] = SequenceFilters.List,
        ["lower"] = (value, _, run) => Text(value, run).ToLowerInvariant(),
        ["map"] = SequenceFilters.Map,
        ["max"] = (value, arguments, run) => Sorting.Extreme(value, arguments, run, "max"),
        ["min"] = (value, arguments, run) => Sorting.Extreme(value, arguments, run, "min"),
        ["reject"] = (value, arguments, run) => Selection.Pick(value, arguments, run, byAttribute: false, keep: false),
        ["rejectattr"] = (value, arguments, run) =>
            Selection.Pick(value, arguments, run, byAttribute: true, keep: false),
        ["replace"] = (value, arguments, run) => StringMethods.Replace(Text(value, run), arguments, run.Budget),
        ["reverse"] = SequenceFilters.Reverse,
        ["round"] = NumberFilters.Round,
        ["safe"] = (value, _, run) => Text(value, run),
        ["select"] = (value, arguments, run) => Selection.Pick(value, arguments, run, byAttribute: false, keep: true),
        ["selectattr"] = (value, arguments, run) =>
            Selection.Pick(value, arguments, run, byAttribute: true, keep: true),
        ["slice"] = SequenceFilters.Slice,
        ["sort"] = Sorting.Sort,
        ["string"] = (value, _, run) => Text(value, run),
        ["sum"] = NumberFilters.Sum,
        ["title"] = (value, _, run) => Title(Text(value, run)),
        ["tojson"] = JsonText.Of,
        ["trim"] = (value, arguments, run) =>
            StringMethods.Strip(Text(value, run), arguments, "trim", left: true, right: true),
        ["truncate"] = Truncate,
        ["unique"] = Sorting.Unique,
        ["upper"] = (value, _, run) => Text(value, run).ToUpperInvariant(),
        ["urlencode"] = (value, _, run) =>
            Uri.EscapeDataString(Text(value, run)).Replace("%2F", "/", StringComparison.Ordinal),
        ["wordcount"] = (value, _, run) => WordCount(Text(value, run)),
    };

    /// <exception cref="TemplateError">There is none of that name.</exception>
    public static Filter Get(string name) =>
        All.TryGetValue(name, out var filter)
            ? filter
            : throw new TemplateError(Hints.Of($"there is no filter '{name}'", name, All.Keys));

    public static bool Has(string name) => All.ContainsKey(name);

    /// <summary>A value as text, paid for: a filter makes another of it.</summary>
    private static string Text(object value, Run run)
    {
        var text = Texts.Of(value, run.Budget);
        run.Budget.Build(text.Length);
        return text;
    }

    private static long Length(object value) =>
        Iteration.Length(value) ?? throw new TemplateError($"object of type '{TypeNames.Of(value)}' has no len()");

    private static object Default(object value, Arguments arguments, Run run)
    {
        var bound = arguments.Bind("default", "default_value", "boolean");
        return value is Undefined || (bound.IsTrue(1) && !Truth.IsTrue(value)) ? bound[0] ?? "" : value;
    }

    private static string Escape(object value, Arguments arguments, Run run)
    {
        var output = new Output(run.Budget);
        foreach (var character in Text(value, run))
        {
            output.Append(
                character switch
                {
                    '&' => "&amp;",
                    '<' => "&lt;",
                    '>' => "&gt;",
                    '\'' => "&#39;",
                    '"' => "&#34;",
                    _ => [character],
                }
            );
        }
        return output.ToString();
    }

    private static string Format(object value, Arguments arguments, Run run)
    {
        object values = new TupleValue(arguments.Positional);
        if (arguments.Named.Count > 0)
        {
            var named = new DictValue();
            foreach (var (name, item) in arguments.Named)
            {
                named.Set(name, item);
            }
            values = named;
        }
        return PercentFormat.Fill(Text(value, run), values, run.Budget);
    }

    // Words begin behind blanks, hyphens and opening brackets; not behind apostrophes, as str.title has it.
    private static string Title(string text)
    {
        var title = new StringBuilder(text.Length);
        var begins = true;
        foreach (var character in text)
        {
            title.Append(begins ? char.ToUpperInvariant(character) : char.ToLowerInvariant(character));
            begins = character.IsSpace() || character is '-' or '(' or '{' or '[' or '<';
        }
        return title.ToString();
    }

    private static string Truncate(object value, Arguments arguments, Run run)
    {
        var bound = arguments.Bind("truncate", "length", "killwords", "end", "leeway");
        var text = Text(value, run);
        var end = bound.Text(2) ?? "...";
        var length = bound.Width(0, absent: 255);
        var kept = length - Characters.Count(end);
        if (kept < 0)
        {
            throw new TemplateError($"expected length >= {Characters.Count(end)}, got {length}");
        }
        if (Characters.Count(text) <= length + bound.Width(3, absent: 5))
        {
            return text;
        }
        text = text[..Characters.Offset(text, kept)];
        var blank = bound.IsTrue(1) ? -1 : text.LastIndexOf(' ');
        return (blank < 0 ? text : text[..blank]) + end;
    }

    private static long WordCount(string text)
    {
        var words = 0L;
        var inside = false;
        foreach (var character in text)
        {
            var isWord = char.IsLetterOrDigit(character) || character == '_';
            words += isWord && !inside ? 1 : 0;
            inside = isWord;
        }
        return words;
    }
}
