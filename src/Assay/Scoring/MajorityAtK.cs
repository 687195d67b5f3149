namespace Assay.Scoring;

/// <summary>
/// The answer that most of several answers to one question agree on (self-consistency: Wang et al. 2022,
/// https://arxiv.org/abs/2203.11171). Of a tie, the one stated first.
/// </summary>
public static class MajorityAtK
{
    /// <summary>Which of the votes states the answer that wins; null when there is no answer at all.</summary>
    /// <param name="votes">The answers in the order they were given; those without an answer (null) do not vote.</param>
    /// <typeparam name="T">What an answer is told by.</typeparam>
    public static int? Winner<T>(IReadOnlyList<T?> votes)
        where T : struct, IEquatable<T>
    {
        ArgumentNullException.ThrowIfNull(votes);
        var counts = new Dictionary<T, (int First, int Votes)>();
        for (var i = 0; i < votes.Count; i++)
        {
            if (votes[i] is { } vote)
            {
                counts[vote] = counts.TryGetValue(vote, out var sofar) ? (sofar.First, sofar.Votes + 1) : (i, 1);
            }
        }
        return counts.Count == 0 ? null : counts.Values.MinBy(answer => (-answer.Votes, answer.First)).First;
    }
}
