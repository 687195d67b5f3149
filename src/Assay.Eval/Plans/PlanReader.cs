using Assay.Runs;

namespace Assay.Plans;

/// <summary>Makes plans of settings.</summary>
public static class PlanReader
{
    /// <summary>The plan that these settings mean.</summary>
    /// <exception cref="InputException">A value of the wrong type or out of range, or no data set.</exception>
    public static EvalPlan Read(PlanSettings settings)
    {
        var plan = ReadWithoutData(settings);
        return plan.Datasets.IsEmpty
            ? throw new InputException(
                "no data set is named",
                "datasets",
                "name one or more with --datasets, or in the plan; 'assay datasets' lists them"
            )
            : plan;
    }

    /// <summary>What these settings say, where nothing is to be evaluated.</summary>
    /// <exception cref="InputException">A value of the wrong type or out of range.</exception>
    public static EvalPlan ReadWithoutData(PlanSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return PlanKeys.All.Aggregate(
            new EvalPlan { Models = [], Datasets = [] },
            (plan, key) => settings[key] is { } value ? key.Read(plan, value) : plan
        );
    }

    /// <summary>The plan of a YAML or JSON file.</summary>
    /// <exception cref="InputException">The file cannot be read, or something in it cannot be used.</exception>
    public static EvalPlan FromFile(string path) => Read(PlanSettings.FromFile(path));

    /// <summary>The plan of a dictionary, the early platform's <c>task_cfg</c>.</summary>
    /// <exception cref="InputException">Something in it cannot be used.</exception>
    public static EvalPlan FromDictionary(IReadOnlyDictionary<string, object?> taskConfiguration) =>
        Read(PlanSettings.FromDictionary(taskConfiguration));
}
