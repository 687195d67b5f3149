using System.Collections.Immutable;
using System.Text;
using Assay.Train.Vocabulary;

namespace Assay.Train.Data;

/// <summary>Puts exercises into the prompts that Assay's benchmarks use; a test holds them against the benchmarks themselves.</summary>
public static class Frames
{
    private const string Step = "\nLet's think step by step\n";

    /// <summary>A question with its choices, up to where the letter follows.</summary>
    public static string Choice(ChoiceExercise exercise)
    {
        var text = new StringBuilder(exercise.Question);
        for (var i = 0; i < exercise.Choices.Length; i++)
        {
            text.Append('\n').Append((char)('A' + i)).Append(". ").Append(exercise.Choices[i]);
        }
        return text.Append("\nAnswer:").ToString();
    }

    /// <summary>MMLU's first line.</summary>
    public static string Preface(string subject) =>
        $"The following are multiple choice questions (with answers) about {subject}.\n\n";

    /// <summary>
    /// Questions with choices, one after another, each answered by its letter. The last one may be asked in a chat: then the reply
    /// says the answer and goes through the choices up to that one, a yes or no each, which is easier than a letter out of nothing.
    /// </summary>
    public static Document Choices(IReadOnlyList<ChoiceExercise> exercises, string preface, bool chat)
    {
        var pieces = new Pieces(chat);
        pieces.Add(preface, Weight.Question);
        foreach (var exercise in exercises.Take(exercises.Count - 1))
        {
            pieces.Add(Choice(exercise), Weight.Question);
            pieces.Add($" {exercise.Letter}", Weight.Letter);
            pieces.Add("\n\n", Weight.Question);
        }
        var last = exercises[^1];
        pieces.Add(Choice(last), Weight.Question);
        if (!chat)
        {
            pieces.Add($" {last.Letter}", Weight.Letter);
            return pieces.End();
        }
        pieces.Reply();
        pieces.Add(last.Working is { } working ? working + "\n" : "", Weight.Text);
        pieces.Add($"{last.Choices[last.Answer]} yes\n", Weight.Answer);
        for (var i = 0; i <= last.Answer; i++)
        {
            pieces.Add($"{(char)('A' + i)}. {last.Choices[i]}", Weight.Copy);
            pieces.Add(i == last.Answer ? " yes" : " no", Weight.Answer);
            pieces.Add("\n", Weight.Copy);
        }
        pieces.Add("The answer is ", Weight.Copy);
        pieces.Add($"{last.Letter}", Weight.Text);
        return pieces.End();
    }

    /// <summary>Word problems: with examples they end in "The answer is N", without in "#### N".</summary>
    public static Document Problems(IReadOnlyList<WordProblem> problems, bool chat)
    {
        var pieces = new Pieces(chat);
        foreach (var problem in problems.Take(problems.Count - 1))
        {
            pieces.Add($"Question: {problem.Question}{Step}", Weight.Question);
            pieces.Add(
                $"{problem.Solution}\nThe answer is {problem.Answer.Replace(",", "", StringComparison.Ordinal)}",
                Weight.Text
            );
            pieces.Add("\n\n", Weight.Question);
        }
        var last = problems[^1];
        var alone = problems.Count == 1;
        pieces.Add($"Question: {last.Question}{(alone ? "\n" : Step)}Answer:", Weight.Question);
        pieces.Reply();
        var end = alone
            ? $"#### {last.Answer}"
            : $"The answer is {last.Answer.Replace(",", "", StringComparison.Ordinal)}";
        pieces.Add($"{(chat ? "" : alone ? " " : "\n")}{last.Solution}\n{end}", Weight.Text);
        return pieces.End();
    }

    /// <summary>Reasoning tasks of one kind, all but the last with steps of the model's own or as somebody else's examples have them.</summary>
    public static Document Tasks(IReadOnlyList<ReasoningTask> tasks, bool chat, bool foreign = false)
    {
        var pieces = new Pieces(chat);
        if (tasks.Count > 1)
        {
            pieces.Add(
                "Follow the given examples and answer the question.\n" + tasks[0].Head + "\n\n",
                Weight.Question
            );
        }
        for (var i = 0; i < tasks.Count; i++)
        {
            pieces.Add($"Q: {tasks[i].Question}\nA: Let's think step by step.", Weight.Question);
            if (i == tasks.Count - 1)
            {
                pieces.Reply();
            }
            if (i == tasks.Count - 1)
            {
                pieces.Add((chat ? "" : "\n") + tasks[i].Reasoning, Weight.Text);
            }
            else if (foreign && tasks[i].Example is { } example)
            {
                pieces.Add($"\n{example}\n\n", Weight.Question);
            }
            else
            {
                pieces.Add("\n" + tasks[i].Reasoning, Weight.Text);
                pieces.Add("\n\n", Weight.Question);
            }
        }
        return pieces.End();
    }

    /// <summary>A chat of questions and answers in turn.</summary>
    public static Document Chat(params IEnumerable<(string User, string Assistant)> turns)
    {
        var pieces = ImmutableArray.CreateBuilder<Piece>();
        foreach (var (user, assistant) in turns)
        {
            pieces.Add(new(Asked(user), Weight.Question));
            pieces.Add(new(assistant + Close, Weight.Text));
        }
        return new(pieces.ToImmutable());
    }

    /// <summary>A user's message up to where the assistant's begins, as the chat template writes it.</summary>
    public static string Asked(string message) => Open("user") + message + Close + Open("assistant");

    /// <summary>Plain text.</summary>
    public static Document Text(string text) => new([new(text + BytePairTokenizer.EndOfText, Weight.Text)]);

    private static string Open(string role) => $"{BytePairTokenizer.MessageStart}{role}\n";

    private const string Close = BytePairTokenizer.MessageEnd + "\n";

    /// <summary>A question and its reply, either as messages of a chat or as one text.</summary>
    private sealed class Pieces(bool chat)
    {
        private readonly ImmutableArray<Piece>.Builder pieces = Begin(chat);

        public void Add(string text, float weight)
        {
            if (text.Length > 0)
            {
                pieces.Add(new(text, weight));
            }
        }

        public void Reply()
        {
            if (chat)
            {
                Add(Close + Open("assistant"), Weight.Question);
            }
        }

        public Document End()
        {
            Add(chat ? BytePairTokenizer.MessageEnd : BytePairTokenizer.EndOfText, Weight.Text);
            return new(pieces.ToImmutable());
        }

        private static ImmutableArray<Piece>.Builder Begin(bool chat)
        {
            var first = ImmutableArray.CreateBuilder<Piece>();
            if (chat)
            {
                first.Add(new(Open("user"), Weight.Question));
            }
            return first;
        }
    }
}
