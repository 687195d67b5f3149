using Assay.Benchmarks;

namespace Assay.Datasets;

/// <summary>The names that one split goes by in users' folders.</summary>
internal static class SplitNames
{
    private static readonly string[] Validation = ["validation", "val", "valid"];
    private static readonly string[] Development = ["dev"];
    private static readonly string[] Training = ["train", "training"];

    /// <summary>
    /// The split's own name first. Some call the validation split dev and the other way round; that counts only where the
    /// benchmark does not tell the two apart, so that examples never come from the questions that are asked.
    /// </summary>
    public static IEnumerable<string> Of(BenchmarkInfo benchmark, string split)
    {
        var taken = new[] { benchmark.EvaluationSplit, benchmark.FewShotSplit }
            .OfType<string>()
            .Where(other => !Same(other, split))
            .SelectMany(Synonyms);
        return Synonyms(split)
            .Concat(Likely(split).Except(taken, StringComparer.OrdinalIgnoreCase))
            .Prepend(split)
            .Distinct(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether a file's name ends in the name of a split: <c>questions_dev</c>.</summary>
    public static bool Ends(string name) =>
        name.LastIndexOf('_') is >= 0 and var last
        && name[(last + 1)..].ToLowerInvariant() is var split
        && (split == "test" || Validation.Concat(Development).Concat(Training).Contains(split));

    private static string[] Synonyms(string split) =>
        split.ToLowerInvariant() switch
        {
            "validation" or "val" or "valid" => Validation,
            "dev" => Development,
            "train" or "training" => Training,
            _ => [split],
        };

    private static string[] Likely(string split) =>
        split.ToLowerInvariant() switch
        {
            "validation" or "val" or "valid" => Development,
            "dev" => Validation,
            _ => [],
        };

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
