using System.Text;
using Assay.ChatTemplates.Jinja.Running;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Builtins;

/// <summary>Python's methods of texts.</summary>
internal static class StringMethods
{
    private delegate object Method(string text, Arguments arguments, Run run);

    private static readonly Dictionary<string, Method> All = new(StringComparer.Ordinal)
    {
        ["capitalize"] = (text, _, _) => Characters.Capitalize(text),
        ["casefold"] = (text, _, _) => text.ToLowerInvariant(),
        ["center"] = (text, arguments, run) => Padding.Center(text, arguments, run.Budget),
        ["count"] = (text, arguments, run) => Searching.Count(text, arguments, run.Budget),
        ["endswith"] = (text, arguments, _) =>
            Searching.Affix(text, arguments, "endswith", (t, part) => t.EndsWith(part, StringComparison.Ordinal)),
        ["expandtabs"] = (text, arguments, run) => Padding.ExpandTabs(text, arguments, run.Budget),
        ["find"] = (text, arguments, run) => Searching.Find(text, arguments, "find", last: false, run.Budget),
        ["format"] = (text, arguments, run) => BraceFormat.Fill(text, arguments, run),
        ["index"] = (text, arguments, run) => Found(Searching.Find(text, arguments, "index", last: false, run.Budget)),
        ["isalnum"] = (text, _, _) => Is(text, char.IsLetterOrDigit),
        ["isalpha"] = (text, _, _) => Is(text, char.IsLetter),
        ["isascii"] = (text, _, _) => Ascii.IsValid(text),
        ["isdecimal"] = (text, _, _) => Is(text, char.IsDigit),
        ["isdigit"] = (text, _, _) => Is(text, char.IsDigit),
        ["islower"] = (text, _, _) => IsLower(text),
        ["isnumeric"] = (text, _, _) => Is(text, char.IsNumber),
        ["isspace"] = (text, _, _) => Is(text, Characters.IsSpace),
        ["isupper"] = (text, _, _) => IsUpper(text),
        ["join"] = (text, arguments, run) => Join(text, arguments, run.Budget),
        ["ljust"] = (text, arguments, run) => Padding.Justify(text, arguments, "ljust", toTheLeft: true, run.Budget),
        ["lower"] = (text, _, _) => text.ToLowerInvariant(),
        ["lstrip"] = (text, arguments, _) => Strip(text, arguments, "lstrip", left: true, right: false),
        ["partition"] = (text, arguments, _) => Splitting.Partition(text, arguments, "partition", last: false),
        ["removeprefix"] = (text, arguments, _) =>
            Part(arguments, "removeprefix") is var part && text.StartsWith(part, StringComparison.Ordinal)
                ? text[part.Length..]
                : text,
        ["removesuffix"] = (text, arguments, _) =>
            Part(arguments, "removesuffix") is var part && text.EndsWith(part, StringComparison.Ordinal)
                ? text[..^part.Length]
                : text,
        ["replace"] = (text, arguments, run) => Replace(text, arguments, run.Budget),
        ["rfind"] = (text, arguments, run) => Searching.Find(text, arguments, "rfind", last: true, run.Budget),
        ["rindex"] = (text, arguments, run) => Found(Searching.Find(text, arguments, "rindex", last: true, run.Budget)),
        ["rjust"] = (text, arguments, run) => Padding.Justify(text, arguments, "rjust", toTheLeft: false, run.Budget),
        ["rpartition"] = (text, arguments, _) => Splitting.Partition(text, arguments, "rpartition", last: true),
        ["rsplit"] = (text, arguments, run) => Splitting.Split(text, arguments, fromTheEnd: true, run.Budget),
        ["rstrip"] = (text, arguments, _) => Strip(text, arguments, "rstrip", left: false, right: true),
        ["split"] = (text, arguments, run) => Splitting.Split(text, arguments, fromTheEnd: false, run.Budget),
        ["splitlines"] = (text, arguments, run) =>
            Splitting.Lines(text, arguments.Bind("splitlines", "keepends").IsTrue(0), run.Budget),
        ["startswith"] = (text, arguments, _) =>
            Searching.Affix(text, arguments, "startswith", (t, part) => t.StartsWith(part, StringComparison.Ordinal)),
        ["strip"] = (text, arguments, _) => Strip(text, arguments, "strip", left: true, right: true),
        ["swapcase"] = (text, _, _) =>
            string.Concat(text.Select(c => char.IsUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c))),
        ["title"] = (text, _, _) => Characters.Title(text),
        ["upper"] = (text, _, _) => text.ToUpperInvariant(),
        ["zfill"] = (text, arguments, run) => Padding.ZeroFill(text, arguments, run.Budget),
    };

    /// <summary>The method of that name, bound to the text; null when there is none.</summary>
    public static Function? Find(string text, string name) =>
        All.TryGetValue(name, out var method)
            ? new Function(
                (arguments, run) =>
                {
                    // Every method reads its text, and most make one as long.
                    run.Budget.Build(text.Length);
                    return method(text, arguments, run);
                }
            )
            : null;

    public static bool IsLower(string text) => text.Any(char.IsLower) && !text.Any(char.IsUpper);

    public static bool IsUpper(string text) => text.Any(char.IsUpper) && !text.Any(char.IsLower);

    /// <summary>Takes white space, or the characters given, from the ends.</summary>
    public static string Strip(string text, Arguments arguments, string function, bool left, bool right)
    {
        var bound = arguments.Bind(function, "chars");
        if (bound.Text(0) is { } characters)
        {
            var set = characters.ToCharArray();
            text = left && set.Length > 0 ? text.TrimStart(set) : text;
            return right && set.Length > 0 ? text.TrimEnd(set) : text;
        }
        text = left ? text.TrimStartSpaces() : text;
        return right ? text.TrimEndSpaces() : text;
    }

    /// <summary>Replaces a part wherever it stands, or as often as said.</summary>
    public static string Replace(string text, Arguments arguments, Budget budget)
    {
        var bound = arguments.Bind("replace", "old", "new", "count");
        var old = Texts.Of(bound.Required(0), budget);
        var replacement = Texts.Of(bound.Required(1), budget);
        var most = bound.Integer(2) is { } count and >= 0 ? count : long.MaxValue;
        var output = new Output(budget);
        var from = 0;
        for (var at = 0; most > 0 && at <= text.Length; most--)
        {
            at = old.Length == 0 ? at : text.IndexOf(old, at, StringComparison.Ordinal);
            if (at < 0)
            {
                break;
            }
            output.Append(text.AsSpan(from, at - from)).Append(replacement);
            from = at + old.Length;
            at = old.Length == 0 ? at + 1 : from;
        }
        return output.Append(text.AsSpan(from)).ToString();
    }

    private static string Join(string separator, Arguments arguments, Budget budget)
    {
        var output = new Output(budget);
        var items = Iteration.Items(arguments.Bind("join", "iterable").Required(0), budget);
        for (var at = 0; at < items.Length; at++)
        {
            output
                .Append(at == 0 ? "" : separator)
                .Append(
                    items[at] as string
                        ?? throw new TemplateError(
                            $"sequence item {at}: expected str instance, {TypeNames.Of(items[at])} found"
                        )
                );
        }
        return output.ToString();
    }

    private static string Part(Arguments arguments, string function) =>
        arguments.Bind(function, "part") is var bound && bound.Required(0) is { }
            ? bound.Text(0) ?? throw new TemplateError($"{function} takes a text")
            : "";

    private static bool Is(string text, Func<char, bool> kind) => text.Length > 0 && text.All(kind);

    private static object Found(object at) => at is -1L ? throw new TemplateError("substring not found") : at;
}
