namespace Assay.Train.Data;

/// <summary>Draws that the generators need.</summary>
public static class RandomExtensions
{
    /// <summary>One of several.</summary>
    public static T Pick<T>(this Random random, params IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>Several different ones.</summary>
    public static T[] PickSome<T>(this Random random, IReadOnlyList<T> from, int count)
    {
        var all = from.ToArray();
        random.Shuffle(all);
        return all[..count];
    }

    /// <summary>A whole number, both bounds included.</summary>
    public static int Whole(this Random random, int least, int most) => random.Next(least, most + 1);

    /// <summary>Whether something of this probability happens.</summary>
    public static bool Chance(this Random random, double probability) => random.NextDouble() < probability;

    /// <summary>A question's usual wording in six cases of ten, else one of the others.</summary>
    public static string Wording(this Random random, string usual, params IReadOnlyList<string> others) =>
        random.Chance(0.6) ? usual : random.Pick(others);
}
