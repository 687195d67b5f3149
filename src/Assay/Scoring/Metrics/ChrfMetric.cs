using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Assay.Scoring.Text;

namespace Assay.Scoring.Metrics;

/// <summary>sacreBLEU's chrF of a single answer (<see cref="Chrf"/>), from 0 to 1.</summary>
public sealed class ChrfMetric : IAnswerMetric
{
    private static readonly Chrf Characters = new();

    /// <inheritdoc/>
    public string Name => "chrf";

    /// <inheritdoc/>
    public string Summary => "F (β = 2) of n-grams of up to six characters, as sacreBLEU.";

    /// <inheritdoc/>
    public double Score(string answer, ImmutableArray<string> references) =>
        references.IsEmpty ? 0 : Characters.Sentence(answer, references) / 100;

    [ModuleInitializer]
    internal static void Register() => AnswerMetrics.Add(new ChrfMetric());
}
