using System.Collections.Immutable;
using Assay.Train.Data.Dates;
using Assay.Train.Data.Mathematics;
using Assay.Train.Data.WordProblems;

namespace Assay.Train.Data;

/// <summary>Documents of all kinds, without end, none of which holds anything of the evaluated data sets.</summary>
public sealed class Corpus
{
    private const double ChatShare = 0.85;

    private static readonly string[] Subjects = ["biology", "geography", "logic", "science"];

    private readonly FactQuestions facts = new();
    private readonly ImmutableArray<string> answers;
    private readonly ImmutableArray<ITaskSource> tasks =
    [
        new BooleanTasks(),
        new DateTasks(),
        new DateTasks(),
        new CountingTasks(),
    ];
    private readonly ImmutableArray<Kind> kinds;
    private readonly Contamination contamination;

    /// <summary>A corpus that keeps clear of the evaluated sets.</summary>
    public Corpus(Contamination contamination)
    {
        this.contamination = contamination;
        answers = facts.Answers;
        var words = Words(facts);
        kinds =
        [
            new("recall", 0.03, random => Recall.Next(random, words)),
            new("facts", 0.42, Facts),
            new(
                "mathematics",
                0.12,
                random => Choices(random, "elementary mathematics", MathQuestions.Next, Shots(random))
            ),
            new("logic", 0.11, random => Choices(random, "logic", Logic, Shots(random))),
            new(
                "matching",
                0.06,
                random => Choices(random, "reading", r => MatchingQuestions.Next(r, answers), random.Pick(1, 1, 1, 3))
            ),
            new("sentences", 0.08, facts.Sentence),
            new("problems", 0.22, Problems),
            new("tasks", 0.18, Tasks),
            new("practice", 0.08, random => Practice.Next(random, answers)),
        ];
    }

    /// <summary>How many documents of each kind were thrown away because of what they have in common with the evaluated sets.</summary>
    public SortedDictionary<string, int> Rejected { get; } = new(StringComparer.Ordinal);

    /// <summary>The next document.</summary>
    /// <param name="random">Where chance comes from.</param>
    public Document Next(Random random)
    {
        var at = random.NextDouble() * kinds.Sum(kind => kind.Share);
        var index = 0;
        while (index + 1 < kinds.Length && at >= kinds[index].Share)
        {
            at -= kinds[index++].Share;
        }
        while (true)
        {
            var document = kinds[index].Make(random);
            if (!contamination.IsIn(document.Text))
            {
                return document;
            }
            Rejected[kinds[index].Name] = Rejected.GetValueOrDefault(kinds[index].Name) + 1;
        }
    }

    private Document Facts(Random random)
    {
        var subject = random.Pick(Subjects);
        var bare = random.Chance(subject == "science" ? 0.9 : 0.3);
        var shots = bare ? random.Pick(1, 1, 1, 1, 1, 3) : Shots(random);
        return Choices(
            random,
            subject,
            r => facts.Next(r, subject, bare ? r.Pick(4, 4, 4, 4, 4, 3, 5) : 4),
            shots,
            bare
        );
    }

    private ChoiceExercise Logic(Random random) =>
        random.Chance(0.35) ? facts.Next(random, "logic") : LogicQuestions.Next(random);

    private Document Choices(
        Random random,
        string subject,
        Func<Random, ChoiceExercise> next,
        int count,
        bool bare = false
    )
    {
        var exercises = Clean(random, next, count);
        var preface = bare || random.Chance(0.15) ? "" : Frames.Preface(subject);
        return Frames.Choices(exercises, preface, random.Chance(ChatShare));
    }

    private Document Problems(Random random)
    {
        var count = random.Pick(1, 1, 2, 2, 3, 5);
        return Frames.Problems(Clean(random, WordProblemSource.Next, count), random.Chance(ChatShare + 0.1));
    }

    private Document Tasks(Random random)
    {
        var source = random.Pick(tasks);
        var count = random.Pick(1, 1, 1, 2, 4);
        return Frames.Tasks(
            Clean(random, r => source.Next(r), count),
            random.Chance(ChatShare + 0.1),
            foreign: random.Chance(0.5)
        );
    }

    private List<T> Clean<T>(Random random, Func<Random, T> next, int count)
        where T : Exercise
    {
        var exercises = new List<T>();
        while (exercises.Count < count)
        {
            var exercise = next(random);
            if (!contamination.IsIn(exercise.Asked))
            {
                exercises.Add(exercise);
            }
        }
        return exercises;
    }

    private static ImmutableArray<string> Words(FactQuestions facts) =>
        [
            .. facts
                .All.SelectMany(fact => fact.Statements.Concat(fact.Answers).Concat(fact.Distractors))
                .SelectMany(text => text.Split(' '))
                .Select(word => word.Trim('.', ',', '"', '(', ')', ':'))
                .Where(word => word.Length > 1)
                .Distinct(StringComparer.Ordinal),
        ];

    private static int Shots(Random random) => random.Pick(1, 1, 1, 1, 1, 1, 2, 6);

    /// <summary>A kind of document, and how often it comes.</summary>
    private sealed record Kind(string Name, double Share, Func<Random, Document> Make);
}
