using Assay.Train.Data;
using Assay.Train.Data.Dates;
using Assay.Train.Data.Mathematics;
using Assay.Train.Data.WordProblems;

namespace Assay.Train.Evaluation;

/// <summary>Exercises as the generators make them, by a seed of their own: a quick look at what was learned so far.</summary>
public sealed class HeldOut
{
    private const int Seed = 987_654;

    private readonly List<(string Kind, Document Document)> documents = [];

    /// <summary>Draws the exercises.</summary>
    public HeldOut(int each)
    {
        var random = new Random(Seed);
        var facts = new FactQuestions();
        var (booleans, dates, counting) = (new BooleanTasks(), new DateTasks(), new CountingTasks());
        var words = facts.Answers;
        for (var i = 0; i < each; i++)
        {
            var subject = random.Pick("biology", "geography", "science");
            Choice("facts", facts.Next(random, subject));
            Add("matching", Frames.Choices([MatchingQuestions.Next(random, words)], "", chat: true));
            Choice("logic", LogicQuestions.Next(random));
            Choice("mathematics", MathQuestions.Next(random));
            Add(
                "problems",
                Frames.Problems([WordProblemSource.Next(random), WordProblemSource.Next(random)], chat: true)
            );
            Task("booleans", booleans);
            Task("dates", dates);
            Task("counting", counting);
        }

        void Add(string kind, Document document) => documents.Add((kind, document));

        void Choice(string kind, ChoiceExercise exercise)
        {
            Add(kind, Frames.Choices([exercise], Frames.Preface(exercise.Subject), chat: true));
            Add(
                kind + " (text)",
                Frames.Choices([exercise with { Working = null }], Frames.Preface(exercise.Subject), chat: false)
            );
        }

        void Task(string kind, ITaskSource source) =>
            Add(kind, Frames.Tasks([source.Next(random), source.Next(random)], chat: true));
    }

    /// <summary>The share by kind of answers that end as they should.</summary>
    public string Ask(TinyModel model) =>
        string.Join(
            ", ",
            documents
                .GroupBy(entry => entry.Kind, StringComparer.Ordinal)
                .Select(kind => $"{kind.Key} {kind.Average(entry => IsRight(model, entry.Document) ? 1 : 0):0.00}")
        );

    private static bool IsRight(TinyModel model, Document document)
    {
        var text = document.Text;
        var (prompt, answer) = Split(text);
        var said = model.Continue(prompt, 240);
        return LastWord(said) == LastWord(answer);
    }

    private static (string Prompt, string Answer) Split(string text)
    {
        const string Reply = "assistant\n";
        const string Answer = "Answer:";
        var at = text.LastIndexOf(Reply, StringComparison.Ordinal);
        at = at >= 0 ? at + Reply.Length : text.LastIndexOf(Answer, StringComparison.Ordinal) + Answer.Length;
        return (text[..at], text[at..].Split("<|")[0]);
    }

    private static string LastWord(string text) => text.TrimEnd('.', '\n', ' ').Split(' ', '\n')[^1];
}
