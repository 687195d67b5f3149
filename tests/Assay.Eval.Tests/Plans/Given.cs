using Assay.Plans;
using Assay.Runs;

namespace Assay.Eval.Tests.Plans;

/// <summary>Plans of a few flags; the data set is there by itself.</summary>
internal static class Given
{
    public static EvalPlan Flag(string flag, params string[] values) => Flags((flag, values));

    public static EvalPlan Flags(params (string Flag, string[] Values)[] flags) =>
        PlanReader.Read(Settings([.. flags, ("--datasets", ["mini_mmlu"])]));

    public static PlanSettings Settings(params (string Flag, string[] Values)[] flags) =>
        PlanSettings.FromFlags(
            flags.Select(flag => new PlanFlag(flag.Flag, flag.Flag[2..].Replace('-', '_'), flag.Values))
        );

    /// <summary>What is said about a flag that cannot be used.</summary>
    public static string Complaint(string flag, params string[] values) =>
        OneLine(Assert.Throws<InputException>(() => Flag(flag, values)));

    public static string OneLine(InputException e)
    {
        Assert.DoesNotContain('\n', e.Message);
        return e.Message;
    }
}
