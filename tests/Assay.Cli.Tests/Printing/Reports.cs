using Assay.Benchmarks;
using Assay.Models;
using Assay.Reports;
using Assay.Statistics;

namespace Assay.Cli.Tests.Printing;

/// <summary>Reports to print.</summary>
internal static class Reports
{
    public static readonly MetricReport Normal = new()
    {
        Model = "qwen2.5",
        Dataset = "mini_mmlu",
        Title = "mini MMLU",
        Version = 1,
        Protocol = "llmuses",
        Mode = EvalMode.Generate,
        FewShot = 5,
        Metric = "acc",
        Primary = true,
        Score = new Estimate(0.5, 0.02, 0.4567, 0.5433, 1_200),
        SubsetMean = new Estimate(0.51, 0.02, 0.47, 0.55, 1_200),
        Chance = 0.25,
        N = 1_200,
        Unanswerable = 12,
        Failed = 3,
        Usage = new TokenUsage(345_678, 9_876),
        Subsets =
        [
            new("biology", "STEM", new Estimate(0.5, 0.03, 0.44, 0.56, 600), 600, 6, 1),
            new("logic", "Humanities", new Estimate(0.5, 0.03, 0.44, 0.56, 600), 600, 6, 2),
        ],
        Categories =
        [
            new("STEM", null, new Estimate(0.5, 0.03, 0.44, 0.56, 600), 600, 6, 1),
            new("Humanities", null, new Estimate(0.5, 0.03, 0.44, 0.56, 600), 600, 6, 2),
        ],
    };

    public static readonly MetricReport Simple = Normal with
    {
        Dataset = "gsm8k",
        SubsetMean = null,
        Chance = null,
        Subsets = [],
        Categories = [],
        Unanswerable = 0,
        Failed = 0,
    };

    public static EvalReport Of(params MetricReport[] results) => new("outputs/run", [.. results]);
}
