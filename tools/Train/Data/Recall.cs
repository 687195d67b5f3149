using System.Collections.Immutable;

namespace Assay.Train.Data;

/// <summary>
/// Texts that are foreseen only by looking back: words said again, and choices whose letters are asked for one after another. Nearly
/// every token of them teaches to find and copy, which questions with one letter for an answer teach slowly.
/// </summary>
public sealed class Recall
{
    private const int Fewest = 24;
    private const string Signs = "ABCDEFGHIJKLMNOP0123456789";

    private readonly ImmutableArray<string> words;

    /// <summary>Texts made of words, in an order by chance: the first ones come first.</summary>
    public Recall(IEnumerable<string> words, int seed)
    {
        var all = words.ToArray();
        new Random(seed).Shuffle(all);
        this.words = [.. all];
    }

    /// <summary>The next one.</summary>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="share">The share of the words to use: with few of them looking back is learned sooner.</param>
    public Document Next(Random random, double share)
    {
        var pool = Math.Min(words.Length, Math.Max(Fewest, (int)(share * words.Length)));
        return random.Chance(pool < words.Length ? 0.55 : 0.3) ? Repeat(random, pool) : Letters(random, pool);
    }

    private Document Repeat(Random random, int pool)
    {
        var between = random.Pick(" ", " ", ", ", "\n");
        var text = string.Join(between, Enumerable.Range(0, random.Whole(5, 30)).Select(_ => Word(random, pool)));
        var pieces = ImmutableArray.CreateBuilder<Piece>();
        pieces.Add(new(text, Weight.Question));
        for (var times = random.Whole(1, 3); times > 0; times--)
        {
            pieces.Add(new("\n" + text, Weight.Text));
        }
        return new(pieces.ToImmutable());
    }

    private Document Letters(Random random, int pool)
    {
        var pieces = ImmutableArray.CreateBuilder<Piece>();
        for (var blocks = random.Whole(1, 4); blocks > 0; blocks--)
        {
            var choices = Enumerable
                .Range(0, random.Pick(4, 4, 4, 3, 5))
                .Select(_ => Phrase(random, pool))
                .Distinct(StringComparer.Ordinal)
                .ToArray();
            var listed = string.Join('\n', choices.Select((choice, i) => $"{Letter(i)}. {choice}"));
            pieces.Add(new($"{listed}\n", Weight.Question));
            var form = random.Next(4);
            foreach (var i in random.PickSome(Enumerable.Range(0, choices.Length).ToArray(), choices.Length))
            {
                var (asked, answer) = form switch
                {
                    0 => ($"- {choices[i]}: ", $"{Letter(i)}"),
                    1 => ($"That is {choices[i]}. The answer is ", $"{Letter(i)}"),
                    2 => ($"{Letter(i)}", $": {choices[i]}"),
                    _ => ($"Which is {choices[i]}?\nAnswer: ", $"{Letter(i)}"),
                };
                pieces.Add(new(asked, Weight.Question));
                pieces.Add(new(answer, Weight.Letter));
                pieces.Add(new("\n", Weight.Question));
            }
            pieces.Add(new("\n", Weight.Question));
        }
        return new(pieces.ToImmutable());
    }

    private string Phrase(Random random, int pool) =>
        random.Chance(0.15)
            ? $"{random.Whole(1, 999)}"
            : string.Join(' ', Enumerable.Range(0, random.Pick(1, 1, 2, 3)).Select(_ => words[random.Next(pool)]));

    private string Word(Random random, int pool) =>
        random.Chance(pool < words.Length ? 0.5 : 0.15)
            ? $"{Signs[random.Next(Signs.Length)]}"
            : words[random.Next(pool)];

    private static char Letter(int index) => (char)('A' + index);
}
