using System.Collections.Immutable;
using System.Text.Json;
using Assay.Datasets.Formats;

namespace Assay.Benchmarks.Yaml;

/// <summary>Makes samples of rows by the columns that the YAML file names.</summary>
/// <param name="dataset">The benchmark's name.</param>
/// <param name="kind">How questions are answered.</param>
/// <param name="columns">The columns.</param>
/// <param name="form">What the answer of multiple choice says.</param>
/// <param name="separator">What stands between several values in one cell.</param>
internal sealed class SampleParser(
    string dataset,
    AnswerKind kind,
    ColumnMap columns,
    AnswerForm form,
    string? separator
)
{
    /// <summary>The field of a sample that holds the data's own name of the row.</summary>
    public const string Id = "id";

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>The sample of a row.</summary>
    /// <exception cref="InputException">A column is missing, a cell is empty, or the answer is none of the choices.</exception>
    public Sample Parse(DataRow row, string subset, int index)
    {
        foreach (var column in columns.All)
        {
            Require(column, row, index);
        }
        var choices = kind is AnswerKind.MultipleChoice ? Choices(row) : [];
        var answers =
            !choices.IsEmpty ? []
            : kind is AnswerKind.Code && columns.Answer is null ? [""]
            : Answers(row);
        var fields = columns.Others.ToImmutableSortedDictionary(
            other => other.Key,
            other =>
                kind is AnswerKind.Code && other.Key is CodeDefinition.Input or CodeDefinition.Output
                    ? Cases(other.Value, row)
                    : row.TextOrNull(other.Value.Name) ?? "",
            StringComparer.Ordinal
        );
        CheckCode(fields, row);
        return new Sample
        {
            Dataset = dataset,
            Subset = subset,
            Index = index,
            // Code to complete keeps its last line break.
            Question =
                kind is AnswerKind.Code && Filled(columns.Question, "the question", row).Length > 0
                    ? row.Text(columns.Question.Name)
                    : Filled(columns.Question, "the question", row),
            Choices = choices,
            Reference = choices.IsEmpty
                ? answers[0]
                : ChoiceAnswer.Label(Filled(columns.Answer!, "the answer", row), choices, form, row.Location),
            Aliases = answers.Length > 1 ? answers : [],
            Passage = Optional(columns.Passage, row),
            Cluster = Optional(columns.Cluster, row),
            Category = Optional(columns.Category, row),
            Solution = Optional(columns.Solution, row),
            Fields = Optional(columns.Id, row) is { } id ? fields.SetItem(Id, id) : fields,
        };
    }

    /// <summary>A text, or the texts of a list: a row may have several inputs and outputs.</summary>
    private string Cases(Column column, DataRow row) =>
        separator is not null ? string.Join(CodeDefinition.BetweenCases, row.Text(column.Name).Split(separator))
        : IsList(column.Name, row) ? string.Join(CodeDefinition.BetweenCases, row.Texts(column.Name))
        : row.TextOrNull(column.Name) ?? "";

    private static bool IsList(string name, DataRow row) =>
        row is JsonRow
        && row.Json(name.Split('.')[0]).ValueKind is var kind
        && (
            kind is JsonValueKind.Array
            || (kind is JsonValueKind.Object && row.Json(name).ValueKind is JsonValueKind.Array)
        );

    private void CheckCode(ImmutableSortedDictionary<string, string> fields, DataRow row)
    {
        if (
            kind is AnswerKind.Code
            && fields.TryGetValue(CodeDefinition.Input, out var input)
            && fields.TryGetValue(CodeDefinition.Output, out var output)
            && input.Split(CodeDefinition.BetweenCases).Length is var inputs
            && output.Split(CodeDefinition.BetweenCases).Length is var outputs
            && inputs != outputs
        )
        {
            throw new InputException(
                $"the row has {inputs} inputs and {outputs} outputs",
                row.Location,
                "give each input its output"
            );
        }
        foreach (var name in new[] { CodeDefinition.EntryPoint, CodeDefinition.Tests })
        {
            if (kind is AnswerKind.Code && fields.TryGetValue(name, out var text) && string.IsNullOrWhiteSpace(text))
            {
                throw Empty(columns.Others[name], $"'{name}'", row);
            }
        }
    }

    private ImmutableArray<Choice> Choices(DataRow row)
    {
        var texts = columns.ChoicesInOne
            ? List(columns.Choices[0], row)
            : [.. columns.Choices.Select(column => row.TextOrNull(column.Name)?.Trim() ?? "")];
        // A question with fewer choices than others leaves its last cells empty.
        while (texts is [.., ""])
        {
            texts = texts[..^1];
        }
        if (texts.Length is < 2 or > 26)
        {
            throw new InputException(
                $"the row has {texts.Length} choices",
                row.Location,
                "give 2 to 26, or leave the row out"
            );
        }
        var labelled = texts.Select((text, i) => new Choice(Letters[i].ToString(), text)).ToImmutableArray();
        return labelled.FirstOrDefault(choice => choice.Text.Length == 0) is { Label: { } empty }
            ? throw new InputException($"choice {empty} is empty", row.Location, "fill it, or move the others up")
            : labelled;
    }

    private ImmutableArray<string> Answers(DataRow row)
    {
        var column = columns.Answers ?? columns.Answer!;
        var answers =
            columns.Answers is null && separator is null ? [Filled(column, "the answer", row)] : List(column, row);
        return answers.Any(answer => answer.Length > 0)
            ? [.. answers.Where(answer => answer.Length > 0)]
            : throw Empty(column, "the answer", row);
    }

    private ImmutableArray<string> List(Column column, DataRow row) =>
        separator is null
            ? [.. row.Texts(column.Name).Select(text => text.Trim())]
            : [.. row.Text(column.Name).Split(separator).Select(text => text.Trim())];

    private static string Filled(Column column, string what, DataRow row) =>
        row.TextOrNull(column.Name) is { } text && !string.IsNullOrWhiteSpace(text)
            ? text.Trim()
            : throw Empty(column, what, row);

    private static string? Optional(Column? column, DataRow row) =>
        column is not null && row.TextOrNull(column.Name) is { Length: > 0 } text ? text : null;

    private static InputException Empty(Column column, string what, DataRow row) =>
        new($"{what} is empty", row.Location, $"fill column '{column.Name}', or leave the row out");

    /// <summary>A column that the first row lacks is named wrongly; one that a later row lacks is a fault of that row.</summary>
    private static void Require(Column column, DataRow row, int index)
    {
        if (!column.IsIn(row))
        {
            throw index == 0
                ? column.NotIn(row)
                : new InputException(
                    $"the row has no column '{column.Name}'",
                    row.Location,
                    $"it has: {string.Join(", ", row.Columns)}"
                );
        }
    }
}
