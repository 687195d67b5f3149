namespace Assay.Train.Data;

/// <summary>Questions whose answer stands in the question: they teach where a choice's letter is.</summary>
public static class MatchingQuestions
{
    /// <summary>The next one, with words from the facts.</summary>
    public static ChoiceExercise Next(Random random, IReadOnlyList<string> words)
    {
        var choices = random.PickSome(words, random.Pick(4, 4, 4, 3, 5));
        var right = choices[0];
        var question = random.Next(5) switch
        {
            0 => $"Which choice says {right}?",
            1 => $"Where does it say {right}?",
            2 => $"Which letter has {right}?",
            3 => $"Find: {right}",
            _ => $"Somebody says: {right}. What did they say?",
        };
        return ChoiceExercise.Shuffle(random, "reading", question, right, choices, choices.Length);
    }
}
