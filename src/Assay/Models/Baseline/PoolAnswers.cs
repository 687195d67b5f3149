using Assay.Benchmarks;

namespace Assay.Models.Baseline;

/// <summary>What the samples of a few-shot split answer.</summary>
internal sealed class PoolAnswers
{
    private readonly Dictionary<string, int> frequencies = new(StringComparer.Ordinal);

    public PoolAnswers(IReadOnlyList<Sample> samples)
    {
        Samples = samples;
        foreach (var sample in samples)
        {
            frequencies[sample.Reference] = Frequency(sample.Reference) + 1;
        }
        Longest = samples.MaxBy(sample => sample.Reference.Length);
        MostFrequent = samples.MaxBy(sample => Frequency(sample.Reference));
    }

    /// <summary>The split, in file order.</summary>
    public IReadOnlyList<Sample> Samples { get; }

    /// <summary>The sample with the longest reference, the first one of a tie.</summary>
    public Sample? Longest { get; }

    /// <summary>The first sample with the reference that most samples have, the first such of a tie.</summary>
    public Sample? MostFrequent { get; }

    /// <summary>How many samples have a reference.</summary>
    public int Frequency(string reference) => frequencies.GetValueOrDefault(reference);
}
