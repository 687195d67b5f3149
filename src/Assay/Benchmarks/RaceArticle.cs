using System.Collections.Immutable;
using System.Text;

namespace Assay.Benchmarks;

/// <summary>An article of RACE with its questions.</summary>
/// <param name="Id">Its name in the data; the article's own text where it has none.</param>
/// <param name="Text">The article.</param>
/// <param name="Questions">Each with its choices and the index of the right one.</param>
/// <param name="Row">Where it stands.</param>
internal sealed record RaceArticle(string Id, string Text, ImmutableArray<RaceQuestion> Questions, DataRow Row)
{
    /// <summary>The field of a sample that holds the article's earlier questions, answered.</summary>
    public const string Earlier = "earlier";

    private const string Letters = "ABCD";
    private const string Blank = "  _  .";

    /// <summary>The articles of a file: rows that follow each other with the same article are one.</summary>
    public static IEnumerable<RaceArticle> Of(IEnumerable<DataRow> rows)
    {
        RaceArticle? open = null;
        foreach (var row in rows)
        {
            var next = Of(row);
            if (open is not null && open.Id == next.Id && open.Text == next.Text)
            {
                open = open with { Questions = [.. open.Questions, .. next.Questions] };
                continue;
            }
            if (open is not null)
            {
                yield return open;
            }
            open = next;
        }
        if (open is not null)
        {
            yield return open;
        }
    }

    /// <summary>Whether the article is named after a level: <c>high</c> of <c>high19.txt</c>.</summary>
    public bool IsOf(string level) =>
        Id.Length > level.Length
        && Id.StartsWith(level, StringComparison.Ordinal)
        && char.IsAsciiDigit(Id[level.Length]);

    /// <summary>The article and the questions of one row.</summary>
    /// <exception cref="InputException">A field is missing or wrong.</exception>
    public static RaceArticle Of(DataRow row)
    {
        var text = row.Text("article");
        var id = row.TextOrNull("example_id") ?? row.TextOrNull("id") ?? text;
        if (!row.Has("questions"))
        {
            return new(id, text, [Question(row.Text("question"), row.Texts("options"), row.Text("answer"))], row);
        }
        var (questions, answers) = (row.Texts("questions"), row.Texts("answers"));
        var options = row.Lists("options");
        if (questions.IsEmpty || questions.Length != answers.Length || questions.Length != options.Length)
        {
            throw new InputException(
                $"{questions.Length} questions, {options.Length} lists of options, {answers.Length} answers",
                row.Location,
                "correct the file: there is one of each for every question"
            );
        }
        return new(id, text, [.. questions.Select((text, i) => Question(text, options[i], answers[i]))], row);
    }

    /// <summary>
    /// All questions but the last with their answers, as EleutherAI/lm-evaluation-harness writes them (<c>lm_eval/tasks/race/preprocess_race.py</c>):
    /// of one that ends in a blank to be filled, only the blank.
    /// </summary>
    public string EarlierQuestions()
    {
        var text = new StringBuilder();
        foreach (var (question, options, answer) in Questions.AsSpan()[..^1])
        {
            var right = answer >= 0 && answer < options.Length ? options[answer] : "";
            text.Append(
                question.EndsWith(Blank, StringComparison.Ordinal)
                    ? $"{question[^(Blank.Length - 1)..]}{right}\n"
                    : $"Question: {question}\nAnswer: {right}\n"
            );
        }
        return text.ToString();
    }

    private static RaceQuestion Question(string text, ImmutableArray<string> options, string answer) =>
        new(text, options, answer.Trim() is [var letter] ? Letters.IndexOf(letter, StringComparison.Ordinal) : -1);
}

/// <summary>A question about an article.</summary>
/// <param name="Text">The question.</param>
/// <param name="Options">The choices.</param>
/// <param name="Answer">Index of the right one; out of range when the data name none.</param>
internal readonly record struct RaceQuestion(string Text, ImmutableArray<string> Options, int Answer);
