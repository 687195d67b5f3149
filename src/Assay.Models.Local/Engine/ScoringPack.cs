using System.Collections.Immutable;
using Assay.Models.Local.Generation;

namespace Assay.Models.Local.Engine;

/// <summary>
/// Some scoring jobs laid out as one tree: the beginning that all share (as far as the slot does not hold it already), each context's
/// rest behind it, each continuation behind its context. A continuation's last token is scored but need not be run.
/// </summary>
internal sealed class ScoringPack
{
    // A row of logits is one position's; several continuations may begin behind the same one.
    private readonly SortedDictionary<int, List<(int Job, int Continuation, int Index)>> rows = [];
    private readonly TokenScore[][][] scores;
    private readonly TokenTree tree;
    private readonly int chain;

    private ScoringPack(ImmutableArray<ScoreJob> jobs, int shared, int reused, bool isLong)
    {
        Jobs = jobs;
        Reused = reused;
        IsLong = isLong;
        tree = new TokenTree(jobs[0].Context.AsSpan(0, reused));
        var trunk = tree.Add(TokenTree.Root, jobs[0].Context.AsSpan(reused, shared - reused));
        scores = [.. jobs.Select(job => job.Continuations.Select(text => new TokenScore[text.Length]).ToArray())];
        for (var job = 0; job < jobs.Length; job++)
        {
            AddJob(job, tree.Add(trunk, jobs[job].Context.AsSpan(shared)));
        }
        chain = jobs[0].Context.Length;
    }

    public ImmutableArray<ScoreJob> Jobs { get; }

    /// <summary>How many tokens of the slot are used as they are.</summary>
    public int Reused { get; }

    /// <summary>Whether positions turn by the frequencies for long sequences.</summary>
    public bool IsLong { get; }

    /// <summary>The text that the slot holds in order when all is done: the first context.</summary>
    public ReadOnlySpan<int> Chain => Jobs[0].Context.AsSpan(0, chain);

    /// <summary>
    /// Takes the oldest job and those that are cheaper beside it: with one more, the shared beginning may get shorter, and what was
    /// shared is then computed for each.
    /// </summary>
    public static ScoringPack Choose(
        IReadOnlyList<ScoreJob> pending,
        SlotTokens held,
        ITransformer transformer,
        int tokens
    )
    {
        var first = pending[0];
        var isLong = transformer.IsLong(first.Length);
        var chosen = new List<ScoreJob> { first };
        var shared = first.Context.Length - 1;
        var cost = Rest(first, shared);
        if (transformer.Trees)
        {
            var others = pending
                .Skip(1)
                .Where(job => transformer.IsLong(job.Length) == isLong)
                .Select(job => (Job: job, Common: Common(first, job)))
                .OrderByDescending(other => other.Common);
            foreach (var (job, common) in others)
            {
                var begins = Math.Min(shared, common);
                var together = cost + (chosen.Count * (shared - begins)) - (shared - begins) + Rest(job, begins);
                var apart = cost + Rest(job, common);
                if (together > apart || Rest(job, begins) + (chosen.Count * (shared - begins)) + cost > tokens)
                {
                    continue;
                }
                (shared, cost) = (begins, cost + (chosen.Count * (shared - begins)) + Rest(job, begins));
                chosen.Add(job);
            }
        }
        var reused = Math.Min(shared, held.Common(first.Context, isLong));
        return new ScoringPack([.. chosen], shared, reused, isLong);
    }

    /// <summary>The passes that compute it, in order.</summary>
    public IEnumerable<Pass> Passes(int slot, int tokens, int rowsPerPass)
    {
        var ends = rows.Keys.ToArray();
        var done = Reused;
        while (done < tree.Tokens.Count)
        {
            var end = Math.Min(done + tokens, tree.Tokens.Count);
            var wanted = ends.Where(row => row >= done && row < end).ToArray();
            if (wanted.Length > rowsPerPass)
            {
                end = wanted[rowsPerPass - 1] + 1;
                wanted = wanted[..rowsPerPass];
            }
            yield return new Pass
            {
                Slot = slot,
                Tokens = [.. tree.Tokens.Skip(done).Take(end - done)],
                Past = [done],
                Long = [IsLong],
                // A graph gives one row at least.
                Rows = wanted.Length == 0 ? [0] : [.. wanted.Select(row => row - done)],
                Tree = tree,
            };
            done = end;
        }
    }

    /// <summary>Takes the logits of a pass.</summary>
    public void Take(Pass pass, ReadOnlySpan<float> logits)
    {
        var vocabulary = logits.Length / pass.Rows.Length;
        for (var i = 0; i < pass.Rows.Length; i++)
        {
            if (!rows.TryGetValue(pass.Past[0] + pass.Rows[i], out var targets))
            {
                continue;
            }
            var row = logits.Slice(i * vocabulary, vocabulary);
            var total = LogProbabilities.Total(row);
            foreach (var (job, continuation, index) in targets)
            {
                var token = Jobs[job].Continuations[continuation][index];
                scores[job][continuation][index] = LogProbabilities.Score(row, total, token, Jobs[job].Top);
            }
        }
    }

    /// <summary>Hands the scores over.</summary>
    public void Complete()
    {
        for (var job = 0; job < Jobs.Length; job++)
        {
            Jobs[job].Complete([.. scores[job].Select(continuation => continuation.ToImmutableArray())]);
        }
    }

    private static int Common(ScoreJob one, ScoreJob other) =>
        one
            .Context.AsSpan(0, one.Context.Length - 1)
            .CommonPrefixLength(other.Context.AsSpan(0, other.Context.Length - 1));

    private static int Rest(ScoreJob job, int shared) =>
        job.Context.Length - shared + job.Continuations.Sum(text => Math.Max(0, text.Length - 1));

    private void AddJob(int job, int context)
    {
        var continuations = Jobs[job].Continuations;
        for (var i = 0; i < continuations.Length; i++)
        {
            var text = continuations[i];
            if (text.Length == 0)
            {
                continue;
            }
            var branch = tree.Add(context, text.AsSpan(0, text.Length - 1));
            AddRow(tree.Last(context), (job, i, 0));
            for (var index = 1; index < text.Length; index++)
            {
                AddRow(tree.First(branch) + index - 1, (job, i, index));
            }
        }
    }

    private void AddRow(int place, (int Job, int Continuation, int Index) target)
    {
        if (!rows.TryGetValue(place, out var targets))
        {
            rows[place] = targets = [];
        }
        targets.Add(target);
    }
}
