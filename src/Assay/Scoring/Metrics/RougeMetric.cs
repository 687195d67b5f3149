using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Assay.Scoring.Text;

namespace Assay.Scoring.Metrics;

/// <summary>F of rouge-score (<see cref="Rouge"/>), without stemming, the best over all references.</summary>
public sealed class RougeMetric : IAnswerMetric
{
    private static readonly Rouge Plain = new();

    private readonly Func<string, string, RougeValue> compare;

    private RougeMetric(string name, string what, Func<string, string, RougeValue> compare)
    {
        Name = name;
        Summary = $"F of {what} in common with a reference, as rouge-score without stemming.";
        this.compare = compare;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Summary { get; }

    /// <inheritdoc/>
    public double Score(string answer, ImmutableArray<string> references) =>
        references.IsEmpty ? 0 : references.Max(reference => compare(reference, answer).F);

    [ModuleInitializer]
    internal static void Register()
    {
        AnswerMetrics.Add(new RougeMetric("rouge1", "words", (reference, answer) => Plain.N(1, reference, answer)));
        AnswerMetrics.Add(
            new RougeMetric("rouge2", "pairs of words", (reference, answer) => Plain.N(2, reference, answer))
        );
        AnswerMetrics.Add(new RougeMetric("rougeL", "the longest subsequence", Plain.L));
    }
}
