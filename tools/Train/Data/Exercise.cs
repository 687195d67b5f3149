using System.Collections.Immutable;

namespace Assay.Train.Data;

/// <summary>Something asked and answered, not yet put into a frame.</summary>
public abstract record Exercise
{
    /// <summary>What is asked, choices included: what must not be in an evaluated data set.</summary>
    public abstract string Asked { get; }
}

/// <summary>A question with lettered choices.</summary>
/// <param name="Subject">What it is about, as in "questions about …".</param>
/// <param name="Question">The question.</param>
/// <param name="Choices">What is offered.</param>
/// <param name="Answer">Index of the right choice.</param>
/// <param name="Working">A sentence or two that lead to the answer, or null.</param>
public sealed record ChoiceExercise(
    string Subject,
    string Question,
    ImmutableArray<string> Choices,
    int Answer,
    string? Working = null
) : Exercise
{
    /// <inheritdoc/>
    public override string Asked => Question;

    /// <summary>The letter of the right choice.</summary>
    public char Letter => (char)('A' + Answer);

    /// <summary>Puts the right choice among wrong ones, in an order by chance.</summary>
    public static ChoiceExercise Shuffle(
        Random random,
        string subject,
        string question,
        string right,
        IEnumerable<string> wrong,
        int count = 4,
        string? working = null
    )
    {
        var others = wrong.Where(text => text != right).Distinct(StringComparer.Ordinal).ToArray();
        random.Shuffle(others);
        string[] choices = [right, .. others.Take(count - 1)];
        random.Shuffle(choices);
        return new(subject, question, [.. choices], Array.IndexOf(choices, right), working);
    }
}

/// <summary>A word problem.</summary>
/// <param name="Question">The problem.</param>
/// <param name="Solution">Its steps, a line each.</param>
/// <param name="Answer">A number, perhaps with thousands separators.</param>
public sealed record WordProblem(string Question, string Solution, string Answer) : Exercise
{
    /// <inheritdoc/>
    public override string Asked => Question;
}

/// <summary>A reasoning task as BIG-Bench Hard frames it.</summary>
/// <param name="Head">What such tasks are about.</param>
/// <param name="Question">The question, with its options.</param>
/// <param name="Reasoning">Its steps, to "So the answer is …."</param>
/// <param name="Example">Steps as a worked example may have them: other ones than the model's, or null.</param>
public sealed record ReasoningTask(string Head, string Question, string Reasoning, string? Example = null) : Exercise
{
    /// <inheritdoc/>
    public override string Asked => Question;
}
