using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Assay.Scoring.Extraction;

namespace Assay.Scoring.Metrics;

/// <summary>
/// 1 where the last number of the answer is that of a reference, but for <c>tolerance</c> or <c>relative</c> × |reference|, whichever
/// is larger.
/// </summary>
public sealed class NumberMatch : IAnswerMetric
{
    private const string Tolerance = "tolerance";
    private const string Relative = "relative";

    /// <inheritdoc/>
    public string Name => "number";

    /// <inheritdoc/>
    public string Summary =>
        "1 if the answer's last number is the reference's, but for tolerance, or relative × the reference.";

    /// <inheritdoc/>
    public ImmutableSortedDictionary<string, double> Options { get; private init; } =
        ImmutableSortedDictionary<string, double>.Empty.Add(Tolerance, Numbers.Tolerance).Add(Relative, 0);

    /// <inheritdoc/>
    public IAnswerMetric With(ImmutableSortedDictionary<string, double> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.FirstOrDefault(option => option.Value < 0) is { Key: { } negative }
            ? throw new InputException($"{negative} is less than 0", null, "write 0 or more")
            : new NumberMatch { Options = options };
    }

    /// <inheritdoc/>
    public double Score(string answer, ImmutableArray<string> references) =>
        Read(answer) is { } given && references.Any(reference => Read(reference) is { } wanted && IsNear(given, wanted))
            ? 1
            : 0;

    /// <inheritdoc/>
    public string? Unfit(string reference) => Read(reference) is null ? "is no number" : null;

    private bool IsNear(double given, double wanted) =>
        Math.Abs(given - wanted) <= Math.Max(Options[Tolerance], Options[Relative] * Math.Abs(wanted));

    private static double? Read(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var whole) && double.IsFinite(whole)
            ? whole
        : double.TryParse(Numbers.Last(text), NumberStyles.Float, CultureInfo.InvariantCulture, out var last)
        && double.IsFinite(last)
            ? last
        : null;

    [ModuleInitializer]
    internal static void Register() => AnswerMetrics.Add(new NumberMatch());
}
