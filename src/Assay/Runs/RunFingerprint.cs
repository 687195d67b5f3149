using System.Security.Cryptography;
using System.Text;
using Assay.Models;

namespace Assay.Runs;

/// <summary>
/// Tells whether two plans ask the same: models, samples, and, through the first request of every subset, all that shapes a prompt
/// (template, examples, sampling). What only changes how fast a run goes, or how answers are scored, is no part of it.
/// </summary>
public static class RunFingerprint
{
    /// <summary>What decides the questions, as readable parts.</summary>
    public static SortedDictionary<string, string> Parts(
        EvalPlan plan,
        IEnumerable<ModelIdentity> models,
        IEnumerable<SubsetTask> tasks,
        RequestBuilder builder
    )
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(builder);
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["models"] = string.Join(" | ", models.Select(Describe)),
            ["seed"] = plan.Seed.ToString(),
            ["shuffle"] = plan.Shuffle?.ToString() ?? "none",
        };
        foreach (var task in tasks ?? [])
        {
            var settings = task.Settings;
            var first = RequestKey.PromptHash(builder.Build(task, task.First, 0));
            parts[$"{task.Dataset}/{task.Subset.Name}"] =
                $"{settings.Mode}, limit {settings.Limit?.ToString() ?? "none"}, repeats {settings.Repeats}, prompt {first[..16]}";
        }
        return parts;
    }

    /// <summary>The parts' hash.</summary>
    public static string Of(IEnumerable<KeyValuePair<string, string>> parts) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts.Select(part => $"{part.Key}={part.Value}"))))
        );

    private static string Describe(ModelIdentity model) =>
        $"{model.Backend} {model.Name} {string.Join(' ', model.Details.Select(detail => $"{detail.Key}={detail.Value}"))}";
}
