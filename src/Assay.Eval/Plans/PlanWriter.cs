using Assay.Runs;

namespace Assay.Plans;

/// <summary>Writes plans as YAML that <see cref="PlanReader"/> reads back as the same plan.</summary>
public static class PlanWriter
{
    /// <summary>
    /// The plan in UTF-8, keys in a fixed order, without secrets. A key that is not there has its default. What concerns one start
    /// of a run only (<c>new_run</c>, <c>dry_run</c>, <c>debug</c>, a run folder in <c>use_cache</c>) is left out, so that the file, run
    /// again, goes on with the run or repeats it.
    /// </summary>
    public static byte[] ToYaml(EvalPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var yaml = new YamlLines();
        yaml.Comment("What was asked and how, without secrets.");
        yaml.Comment("To run it again: assay eval --config plan.yaml");
        foreach (var key in PlanKeys.All)
        {
            if (key.Write(plan) is { } value)
            {
                yaml.Add(key.Name, value);
            }
        }
        return yaml.ToUtf8();
    }
}
