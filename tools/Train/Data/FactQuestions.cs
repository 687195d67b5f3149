using System.Collections.Immutable;

namespace Assay.Train.Data;

/// <summary>Questions with choices about the facts, and the facts as sentences.</summary>
public sealed class FactQuestions
{
    private readonly ImmutableArray<Fact> facts;
    private readonly ImmutableDictionary<string, ImmutableArray<Fact>> bySubject;
    private readonly ImmutableArray<Fact> tables;

    /// <summary>Reads all files of facts.</summary>
    public FactQuestions()
    {
        facts = [.. new[] { "biology", "geography", "logic", "science" }.SelectMany(FactFile.Facts)];
        tables = [.. FactFile.Relations()];
        bySubject = facts
            .GroupBy(fact => fact.Subject, StringComparer.Ordinal)
            .ToImmutableDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>All facts.</summary>
    public IEnumerable<Fact> All => facts.Concat(tables);

    /// <summary>What is answered somewhere, each once.</summary>
    public ImmutableArray<string> Answers => [.. All.SelectMany(fact => fact.Answers).Distinct(StringComparer.Ordinal)];

    /// <summary>A question about a subject.</summary>
    public ChoiceExercise Next(Random random, string subject, int choices = 4)
    {
        var fact = random.Chance(0.2) ? tables[random.Next(tables.Length)] : random.Pick(bySubject[subject]);
        while (fact.Subject != subject)
        {
            fact = random.Pick(bySubject[subject]);
        }
        return Ask(random, fact, choices);
    }

    /// <summary>A sentence, or a question and its answer in words.</summary>
    public Document Sentence(Random random)
    {
        if (random.Chance(0.4))
        {
            var told = Enumerable
                .Range(0, random.Whole(3, 10))
                .Select(_ => AnyFact(random))
                .Where(fact => !fact.Statements.IsEmpty);
            return Frames.Text(string.Join(' ', told.Select(fact => random.Pick(fact.Statements))));
        }
        var asked = AnyFact(random);
        while (asked.Questions.All(NeedsChoices))
        {
            asked = AnyFact(random);
        }
        var question = random.Pick(asked.Questions.Where(text => !NeedsChoices(text)).ToArray());
        var answer = random.Pick(asked.Answers);
        if (!asked.Statements.IsEmpty && random.Chance(0.4))
        {
            answer += $". {random.Pick(asked.Statements)}";
        }
        return random.Chance(0.5)
            ? Frames.Chat((question, answer))
            : Frames.Text($"Question: {question}\nAnswer: {answer}");
    }

    private Fact AnyFact(Random random) =>
        random.Chance(0.25) ? tables[random.Next(tables.Length)] : facts[random.Next(facts.Length)];

    private ChoiceExercise Ask(Random random, Fact fact, int choices)
    {
        var right = random.Pick(fact.Answers);
        var wrong = fact.Distractors.ToList();
        // Strange choices now and then, so that the question is read and not only the list of choices recognised.
        while (wrong.Count < choices - 1 || random.Chance(0.2))
        {
            var other = random.Pick(
                random.Pick(bySubject.TryGetValue(fact.Subject, out var same) ? same : facts).Answers
            );
            if (!fact.Answers.Contains(other))
            {
                wrong.Insert(random.Next(wrong.Count + 1), other);
                if (wrong.Count > choices)
                {
                    wrong.RemoveAt(random.Next(wrong.Count));
                }
            }
        }
        return ChoiceExercise.Shuffle(random, fact.Subject, Said(random, fact), right, wrong, choices);
    }

    /// <summary>One of the questions, now and then with words left out, so that what is known does not hang on the exact words.</summary>
    private static string Said(Random random, Fact fact)
    {
        var question = random.Pick(fact.Questions);
        return random.Chance(0.7)
            ? question
            : string.Join(' ', question.Split(' ').Where(word => word.EndsWith('?') || random.Chance(0.85)));
    }

    private static bool NeedsChoices(string question) =>
        question.Contains("of these", StringComparison.Ordinal)
        || question.StartsWith("Which one", StringComparison.Ordinal);
}
