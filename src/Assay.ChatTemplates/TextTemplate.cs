using System.Collections.Immutable;
using Assay.ChatTemplates.Jinja;
using Assay.ChatTemplates.Jinja.Builtins;
using Assay.ChatTemplates.Jinja.Reading;
using Assay.ChatTemplates.Jinja.Running;
using Assay.ChatTemplates.Jinja.Syntax;
using Assay.ChatTemplates.Jinja.Values;
using Assay.Models;

namespace Assay.ChatTemplates;

/// <summary>
/// A Jinja template that a user wrote for texts. The variables it may use are known beforehand, so a mistyped one is found before
/// anything is rendered; printing what is not there is an error. Whitespace, filters, sandbox and budgets are those of
/// <see cref="ChatTemplate"/>. Thread-safe.
/// </summary>
public sealed class TextTemplate
{
    // Deterministic: a prompt that tells the time is another one each time.
    private static readonly ImmutableHashSet<string> Functions =
    [
        "range",
        "dict",
        "namespace",
        "cycler",
        "joiner",
        "raise_exception",
    ];

    private readonly Block body;
    private readonly string key;
    private readonly Func<int, string> place;

    private TextTemplate(Block body, string key, Func<int, string> place)
    {
        this.body = body;
        this.key = key;
        this.place = place;
    }

    /// <summary>Reads a template.</summary>
    /// <param name="source">The template.</param>
    /// <param name="key">What it is called in messages: <c>prompt</c>.</param>
    /// <param name="place">Where one of its lines, counted from 1, stands: <c>bench.yaml:12</c>.</param>
    /// <param name="variables">The names that <see cref="Render"/> will be given.</param>
    /// <exception cref="InputException">It is no template, or uses another variable; says where and which are known.</exception>
    public static TextTemplate Parse(
        string source,
        string key,
        Func<int, string> place,
        IReadOnlyCollection<string> variables
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(variables);
        try
        {
            var template = new TextTemplate(TemplateParser.Parse(source, out var free), key, place);
            foreach (var (name, line) in free)
            {
                if (!variables.Contains(name) && !Functions.Contains(name))
                {
                    throw new InputException(
                        $"{key} uses '{name}', which there is not",
                        place(line),
                        DidYouMean.Hint(name, variables)
                    );
                }
            }
            return template;
        }
        catch (TemplateError error)
        {
            throw new InputException(
                $"{key} is no valid template: {Shown(error)}",
                place(error.Line ?? 1),
                "mend it there",
                error
            );
        }
    }

    /// <summary>The text.</summary>
    /// <param name="variables">Values by name: texts, whole numbers, truth values, lists of such, and objects by name.</param>
    /// <exception cref="InputException">The template fails; says in which line and why.</exception>
    public string Render(IEnumerable<KeyValuePair<string, object>> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        var run = new Run(DateTimeOffset.UnixEpoch, strict: true);
        try
        {
            var output = new Output(run.Budget);
            body.Execute(
                Globals.Scope(run).Child(variables.Select(x => KeyValuePair.Create(x.Key, Value(x.Value)))),
                output
            );
            return output.ToString();
        }
        catch (TemplateError error)
        {
            throw new InputException($"{key} fails: {Shown(error)}", place(run.Budget.Line), "mend it there", error);
        }
    }

    private static object Value(object value) =>
        value switch
        {
            string or bool or long => value,
            int number => (long)number,
            IReadOnlyDictionary<string, object> members => Members(members),
            IEnumerable<object> items => new ListValue([.. items.Select(Value)]),
            _ => throw new ArgumentException($"a template cannot hold a {value.GetType().Name}", nameof(value)),
        };

    private static DictValue Members(IReadOnlyDictionary<string, object> members)
    {
        var dict = new DictValue();
        foreach (var (name, value) in members)
        {
            dict.Set(name, Value(value));
        }
        return dict;
    }

    private static string Shown(TemplateError error) => new ForeignText(key: null).Clean(error.Message);
}
