using System.Collections.Immutable;

namespace Assay.Scoring.Metrics;

/// <summary>
/// A metric of free answers that benchmarks name: how good an answer is, given those that would be right. One file each, which enters
/// itself into <see cref="AnswerMetrics"/>. Pure, thread-safe, and bounded in time on any text.
/// </summary>
public interface IAnswerMetric
{
    /// <summary>The name by which benchmarks and reports call it.</summary>
    string Name { get; }

    /// <summary>What it measures, in a sentence.</summary>
    string Summary { get; }

    /// <summary>Numbers that change it, with their defaults.</summary>
    ImmutableSortedDictionary<string, double> Options => ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>The same with other numbers; <paramref name="options"/> has a value for each of <see cref="Options"/>.</summary>
    /// <exception cref="InputException">A number is out of range; says which.</exception>
    IAnswerMetric With(ImmutableSortedDictionary<string, double> options) => this;

    /// <summary>The value for one answer: the best over all references, usually 0 to 1.</summary>
    double Score(string answer, ImmutableArray<string> references);

    /// <summary>Why no answer can ever match a reference ("is no number"); null where one can.</summary>
    string? Unfit(string reference) => null;
}
