using System.Text.Json;
using Assay.Scoring.Text;

namespace Assay.Benchmarks;

/// <summary>The answers in a row of TruthfulQA, whichever of its files it comes from.</summary>
/// <param name="Single">The choices of which one is right, in the file's order.</param>
/// <param name="Correct">All true answers.</param>
/// <param name="Incorrect">All false answers.</param>
internal sealed record TruthfulRow(List<(string Text, bool Right)> Single, List<string> Correct, List<string> Incorrect)
{
    /// <summary>Whether the row is of the authors' table.</summary>
    public static bool IsTable(DataRow row) => row.Has("Correct Answers");

    /// <summary>Reads a row of the authors' table, of their task file, or of either hub configuration.</summary>
    /// <exception cref="InputException">A true or a false answer is missing; names file, line and field.</exception>
    public static TruthfulRow Read(DataRow row) =>
        row.Has("mc1_targets") || row.Has("mc1_targets.choices") ? FromTargets(row) : FromAnswers(row, IsTable(row));

    // The authors' tool weighs the best answer against the false ones, and all true ones against the false ones.
    private static TruthfulRow FromAnswers(DataRow row, bool table)
    {
        var best = Closed(row.Text(table ? "Best Answer" : "best_answer"));
        var (correct, incorrect) = table
            ? (Split(row.Text("Correct Answers")), Split(row.Text("Incorrect Answers")))
            : (Closed(row.Texts("correct_answers")), Closed(row.Texts("incorrect_answers")));
        return correct.Count > 0 && incorrect.Count > 0
            ? new([(best, true), .. incorrect.Select(text => (text, false))], correct, incorrect)
            : throw Wrong(row, table ? "Correct Answers" : "correct_answers", "or the one of false answers is empty");
    }

    private static TruthfulRow FromTargets(DataRow row)
    {
        var (single, all) = (Targets(row, "mc1_targets"), Targets(row, "mc2_targets"));
        return new(
            single,
            [.. all.Where(answer => answer.Right).Select(answer => answer.Text)],
            [.. all.Where(answer => !answer.Right).Select(answer => answer.Text)]
        );
    }

    private static List<(string Text, bool Right)> Targets(DataRow row, string field)
    {
        var targets = Labelled(row, field);
        return targets.Exists(target => target.Right) && targets.Exists(target => !target.Right)
            ? targets
            : throw Wrong(row, field, "does not have both a true and a false answer");
    }

    // {"choices": […], "labels": […]} of the hubs, {"text": 1, …} of the authors.
    private static List<(string Text, bool Right)> Labelled(DataRow row, string field)
    {
        if (!row.Has(field + ".choices"))
        {
            return row.Json(field) is { ValueKind: JsonValueKind.Object } targets
                ? [.. targets.EnumerateObject().Select(target => (target.Name, target.Value.ToString() == "1"))]
                : throw Wrong(row, field, "is neither {\"choices\": […], \"labels\": […]} nor {\"answer\": 1, …}");
        }
        var (texts, labels) = (row.Texts(field + ".choices"), row.Texts(field + ".labels"));
        return texts.Length == labels.Length
            ? [.. texts.Zip(labels, (text, label) => (text, label == "1"))]
            : throw Wrong(row, field, $"has {labels.Length} labels for {texts.Length} choices");
    }

    private static List<string> Split(string answers) => Closed(answers.Split(';'));

    private static List<string> Closed(IEnumerable<string> answers) =>
        [.. answers.Where(answer => !string.IsNullOrWhiteSpace(answer)).Select(Closed)];

    private static string Closed(string answer)
    {
        answer = Words.Strip(answer);
        return answer.EndsWith('.') ? answer : answer + ".";
    }

    private static InputException Wrong(DataRow row, string field, string how) =>
        new($"field '{field}' {how}", row.Location, "correct the file");
}
