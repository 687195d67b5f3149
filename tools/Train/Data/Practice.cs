namespace Assay.Train.Data;

/// <summary>Small things to practise: sums, copying, ordering, short chats.</summary>
public static class Practice
{
    private static readonly string[] Greetings = ["Hello!", "Hi.", "Good morning.", "Hello there.", "Hey!"];

    private static readonly string[] Replies =
    [
        "Hello! How can I help you?",
        "Hi! What would you like to know?",
        "Good day! Ask me something simple.",
    ];

    /// <summary>The next document.</summary>
    public static Document Next(Random random, IReadOnlyList<string> words) =>
        random.Next(8) switch
        {
            0 or 1 or 2 or 3 => Frames.Text(
                string.Join(
                    '\n',
                    Enumerable.Range(0, random.Whole(4, 16)).Select(_ => WordProblems.WordProblemSource.Drill(random))
                )
            ),
            4 => Copy(random, words),
            5 => Order(random, words),
            6 => Sum(random),
            _ => Greet(random),
        };

    private static Document Copy(Random random, IReadOnlyList<string> words)
    {
        var text = string.Join(", ", random.PickSome(words, random.Whole(1, 6)));
        return Frames.Chat((random.Pick("Repeat: ", "Say this again: ", "Copy: ") + text, text));
    }

    private static Document Order(Random random, IReadOnlyList<string> words)
    {
        if (random.Chance(0.5))
        {
            var numbers = Enumerable.Range(0, random.Whole(3, 6)).Select(_ => random.Whole(1, 99)).ToArray();
            return Frames.Chat(
                ($"Put in order, smallest first: {string.Join(", ", numbers)}", string.Join(", ", numbers.Order()))
            );
        }
        var some = random.PickSome(words, random.Whole(3, 5));
        return Frames.Chat(
            (
                $"Put in the order of the alphabet: {string.Join(", ", some)}",
                string.Join(", ", some.Order(StringComparer.Ordinal))
            )
        );
    }

    private static Document Sum(Random random)
    {
        var drill = WordProblems.WordProblemSource.Drill(random);
        var equals = drill.IndexOf(" = ", StringComparison.Ordinal);
        return Frames.Chat(
            ($"{random.Pick("What is", "How much is", "Calculate", "Work out")} {drill[..equals]}?", drill)
        );
    }

    private static Document Greet(Random random)
    {
        var drill = WordProblems.WordProblemSource.Drill(random);
        var equals = drill.IndexOf(" = ", StringComparison.Ordinal);
        return Frames.Chat(
            (random.Pick(Greetings), random.Pick(Replies)),
            random.Next(3) switch
            {
                0 => ("Who are you?", "I am tiny, a very small language model made for trying out Assay."),
                1 => ("Thank you!", "You are welcome."),
                _ => ($"What is {drill[..equals]}?", drill),
            }
        );
    }
}
