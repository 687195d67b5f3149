using System.Collections.Immutable;

namespace Assay.Train.Data;

/// <summary>Words said again: a text that is foreseen only by looking back.</summary>
public static class Recall
{
    private const string Signs = "ABCDEFGHIJKLMNOP0123456789";

    /// <summary>The next one, of these words and single signs.</summary>
    public static Document Next(Random random, IReadOnlyList<string> words)
    {
        var between = random.Pick(" ", " ", ", ", "\n");
        var text = string.Join(
            between,
            Enumerable
                .Range(0, random.Whole(5, 30))
                .Select(_ => random.Chance(0.15) ? $"{random.Pick(Signs.ToCharArray())}" : random.Pick(words))
        );
        var pieces = ImmutableArray.CreateBuilder<Piece>();
        pieces.Add(new(text, Weight.Question));
        for (var times = random.Whole(1, 3); times > 0; times--)
        {
            pieces.Add(new("\n" + text, Weight.Text));
        }
        return new(pieces.ToImmutable());
    }
}
