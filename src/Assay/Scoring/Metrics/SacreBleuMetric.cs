using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Assay.Scoring.Text;

namespace Assay.Scoring.Metrics;

/// <summary>sacreBLEU of a single answer to all of its references (<see cref="SacreBleu"/>), from 0 to 1.</summary>
public sealed class SacreBleuMetric : IAnswerMetric
{
    private static readonly SacreBleu Western = new() { EffectiveOrder = true };
    private static readonly SacreBleu Chinese = new() { EffectiveOrder = true, Tokenizer = BleuTokenizer.Chinese };

    /// <inheritdoc/>
    public string Name => "sacrebleu";

    /// <inheritdoc/>
    public string Summary => "sacreBLEU of the answer; tokenizer 13a, or zh where there are Chinese characters.";

    /// <inheritdoc/>
    public double Score(string answer, ImmutableArray<string> references)
    {
        if (references.IsEmpty)
        {
            return 0;
        }
        var chinese = Words.AnyChinese(answer) || references.Any(Words.AnyChinese);
        return (chinese ? Chinese : Western).Sentence(answer, references) / 100;
    }

    [ModuleInitializer]
    internal static void Register() => AnswerMetrics.Add(new SacreBleuMetric());
}
