using System.Collections.Immutable;

namespace Assay.Benchmarks.Yaml;

/// <summary>What the columns of a data file most likely hold, by their names.</summary>
internal sealed record ColumnGuess
{
    private static readonly string[] Questions =
    [
        "question",
        "query",
        "problem",
        "prompt",
        "input",
        "text",
        "instruction",
        "q",
        "stem",
        "问题",
        "题目",
        "frage",
        "pregunta",
    ];

    private static readonly string[] Lists = ["choices", "options", "endings", "candidates", "choices.text"];

    private static readonly string[] AnswerNames =
    [
        "answer",
        "answerkey",
        "answer_key",
        "correct",
        "correct_answer",
        "label",
        "gold",
        "target",
        "reference",
        "output",
        "response",
        "solution",
        "a",
        "答案",
        "antwort",
        "respuesta",
    ];

    private static readonly string[] AnswerLists = ["answers", "golden_answers", "aliases", "references"];
    private static readonly string[] Ids = ["id", "qid", "question_id", "uid", "编号"];
    private static readonly string[] Categories = ["category", "subject", "topic", "type", "类别"];
    private static readonly string[] Passages = ["passage", "context", "article", "paragraph"];

    /// <summary>Columns of an imagined file.</summary>
    public static ColumnGuess Example { get; } =
        new()
        {
            Question = "question",
            Choices = ["A", "B", "C", "D"],
            Answer = "answer",
        };

    /// <summary>The question; null when no name says so.</summary>
    public string? Question { get; init; }

    /// <summary>A column for each choice, or one with a list; empty for free answers.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>The answer.</summary>
    public string? Answer { get; init; }

    /// <summary>A list of answers.</summary>
    public string? Answers { get; init; }

    /// <summary>A row's name.</summary>
    public string? Id { get; init; }

    /// <summary>The category.</summary>
    public string? Category { get; init; }

    /// <summary>The passage.</summary>
    public string? Passage { get; init; }

    /// <summary>Every column of the file.</summary>
    public ImmutableArray<string> All { get; init; } = [];

    /// <summary>Guesses.</summary>
    public static ColumnGuess Of(DataRow row)
    {
        ImmutableArray<string> columns = [.. row.Columns];
        var choices = Series(columns);
        if (choices.IsEmpty && One(Lists) is { } list)
        {
            choices = row.Has(list + ".text") ? [list + ".text"] : [list];
        }
        var free = choices.IsEmpty;
        return new ColumnGuess
        {
            All = columns,
            Question = One(Questions),
            Choices = choices,
            Answer = One(AnswerNames.Where(name => !choices.Contains(name, StringComparer.OrdinalIgnoreCase))),
            Answers = free && One(AnswerNames) is null ? One(AnswerLists) : null,
            Id = One(Ids),
            Category = One(Categories),
            Passage = One(Passages),
        };

        string? One(IEnumerable<string> names) =>
            names
                .Select(name =>
                    columns.FirstOrDefault(column =>
                        string.Equals(column.Trim(), name, StringComparison.OrdinalIgnoreCase)
                    )
                )
                .FirstOrDefault(column => column is not null);
    }

    /// <summary>Columns such as A, B, C, D, option_a …, choice1 …: at least two in a row.</summary>
    private static ImmutableArray<string> Series(ImmutableArray<string> columns)
    {
        string[] stems = ["", "option", "choice", "opt", "answer", "ending"];
        foreach (var stem in stems)
        {
            foreach (var first in stem.Length == 0 ? "A" : "A10")
            {
                var series = ImmutableArray.CreateBuilder<string>();
                while (Column(stem, (char)(first + series.Count)) is { } column && series.Count < 26)
                {
                    series.Add(column);
                }
                if (series.Count >= 2)
                {
                    return series.ToImmutable();
                }
            }
        }
        return [];

        string? Column(string stem, char mark) =>
            columns.FirstOrDefault(column =>
                string.Equals(
                    column.Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal),
                    stem + mark,
                    StringComparison.OrdinalIgnoreCase
                )
            );
    }
}
