using System.Collections.Immutable;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Assay.Benchmarks;

namespace Assay.Models.Baseline;

/// <summary>
/// A floor that a real model must beat. It takes one of the answers that a sample offers (the labels of a choice, yes or no); where
/// a sample offers none, one that the few-shot split gives; where there is no such split either, it answers with an empty text.
/// <list type="bullet">
/// <item><c>random</c>: any of them with equal probability, by seed, sample and repeat alone: neither order nor concurrency
/// matters;</item>
/// <item><c>first</c>: the first one;</item>
/// <item><c>longest</c>: the one with the longest text (UTF-16 units; of a choice its text, not its label), the first of a tie;</item>
/// <item><c>majority</c>: the one that is right most often in the few-shot split of the sample's subset, the first of a tie; without
/// such a split the first one. Of the samples that are asked it sees none.</item>
/// </list>
/// Asked for likelihoods, it gives its pick the log-probability 0 and every other continuation −1: an order, not a distribution.
/// </summary>
public sealed class BaselineModel : ILikelihoodModel
{
    private readonly BaselineKind kind;
    private readonly int seed;

    // Counted once for each split, and forgotten with it.
    private readonly ConditionalWeakTable<Lazy<IReadOnlyList<Sample>>, PoolAnswers> pools = [];

    private BaselineModel(BaselineKind kind, int seed)
    {
        this.kind = kind;
        this.seed = seed;
        Identity = new ModelIdentity($"baseline:{kind.ToString().ToLowerInvariant()}", "baseline")
        {
            Details =
                kind is BaselineKind.Random
                    ? ImmutableSortedDictionary.CreateRange(
                        StringComparer.Ordinal,
                        [KeyValuePair.Create("seed", seed.ToString())]
                    )
                    : ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal),
            Cacheable = false,
        };
    }

    /// <summary>The names of the baselines.</summary>
    public static ImmutableArray<string> Names { get; } =
    [.. Enum.GetNames<BaselineKind>().Select(name => name.ToLowerInvariant())];

    /// <inheritdoc/>
    public ModelIdentity Identity { get; }

    /// <summary>Makes a baseline.</summary>
    /// <param name="name">One of <see cref="Names"/>, upper or lower case.</param>
    /// <param name="seed">Decides what <c>random</c> takes.</param>
    /// <exception cref="InputException">The name is unknown; suggests the nearest.</exception>
    public static BaselineModel Create(string name, int seed)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Names.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? new BaselineModel(Enum.Parse<BaselineKind>(name, ignoreCase: true), seed)
            : throw new InputException($"unknown baseline '{name}'", "--model", DidYouMean.Hint(name, Names));
    }

    /// <inheritdoc/>
    public ValueTask<Generated> GenerateAsync(GenerateRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ValueTask.FromResult(new Generated(Answer(request)));
    }

    /// <inheritdoc/>
    public ValueTask<Likelihoods> ScoreAsync(LikelihoodRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var count = request.Continuations.Length;
        // Candidates that do not stand for the continuations one by one say nothing about them.
        var origin =
            request.Origin.Candidates.Length == count
                ? request.Origin
                : request.Origin with
                {
                    Candidates = request.Continuations,
                };
        var pick = count == 0 ? -1 : Pick(origin);
        return ValueTask.FromResult(
            new Likelihoods([
                .. Enumerable.Range(0, count).Select(i => new Likelihood(i == pick ? 0 : -1, Greedy: i == pick)),
            ])
        );
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private string Answer(GenerateRequest request)
    {
        var origin = request.Origin;
        if (!origin.Candidates.IsEmpty)
        {
            return AnswerText.For(origin.Candidates[Pick(origin)], request);
        }
        return PickFromPool(origin) is { } example ? AnswerText.From(example, request) : "";
    }

    /// <summary>The index of one of the candidates, of which there is at least one.</summary>
    private int Pick(RequestOrigin origin)
    {
        var candidates = origin.Candidates;
        return kind switch
        {
            BaselineKind.Random => Draw(origin, candidates.Length),
            BaselineKind.Longest => IndexOfMost(candidates.Length, i => TextOf(origin, i).Length),
            BaselineKind.Majority => IndexOfMost(candidates.Length, i => PoolOf(origin).Frequency(candidates[i])),
            _ => 0,
        };
    }

    private Sample? PickFromPool(RequestOrigin origin)
    {
        var pool = PoolOf(origin);
        if (pool.Samples.Count == 0)
        {
            return null;
        }
        return kind switch
        {
            BaselineKind.Random => pool.Samples[Draw(origin, pool.Samples.Count)],
            BaselineKind.Longest => pool.Longest,
            BaselineKind.Majority => pool.MostFrequent,
            _ => pool.Samples[0],
        };
    }

    private PoolAnswers PoolOf(RequestOrigin origin) =>
        pools.GetValue(origin.Pool, static pool => new PoolAnswers(pool.Value));

    private static string TextOf(RequestOrigin origin, int candidate) =>
        origin.Sample.Choices.Length == origin.Candidates.Length
            ? origin.Sample.Choices[candidate].Text
            : origin.Candidates[candidate];

    private static int IndexOfMost(int count, Func<int, int> most) => Enumerable.Range(0, count).MaxBy(most);

    // A remainder favours small numbers by less than 2⁻³² where there are fewer than 2³² to draw from.
    private int Draw(RequestOrigin origin, int count)
    {
        var hash = new XxHash3(seed);
        hash.Append(MemoryMarshal.AsBytes(origin.Sample.Id.AsSpan()));
        hash.Append(MemoryMarshal.AsBytes([origin.Repeat]));
        return (int)(hash.GetCurrentHashAsUInt64() % (ulong)count);
    }
}
