using Assay.Code;
using Assay.Datasets;
using Assay.Runs;
using Assay.Sandbox;
using Assay.Sandbox.Bubblewrap;
using Assay.Scoring.Code;

namespace Assay;

/// <summary>The sandbox that a plan asks for.</summary>
public static class SandboxChoice
{
    /// <summary>A judge of programs, which opens its sandbox when the first program comes.</summary>
    public static ICodeJudge Open(EvalPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var cache = plan.NoCache ? null : Path.Combine(DataRoots.Home(plan.WorkDir), "verdicts");
        return new CodeJudge(token => OpenAsync(plan, token), plan.SandboxParallel ?? 0, cache);
    }

    /// <summary>Opens the sandbox.</summary>
    /// <exception cref="InputException">None is asked for, without consent.</exception>
    /// <exception cref="SandboxException">It is not to be had on this machine.</exception>
    public static async Task<ISandbox> OpenAsync(EvalPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Sandbox switch
        {
            "none" => plan.UnderstandsTheRisk
                ? new NoSandbox()
                : throw new InputException(
                    "programs that a model wrote would run with all your rights on this machine",
                    "--sandbox none",
                    "use --sandbox bubblewrap, or add --i-understand-the-risk"
                ),
            "container" => await ContainerSandbox.OpenAsync(cancellationToken),
            "bubblewrap" => await BubblewrapAsync(cancellationToken),
            _ => await BestAsync(cancellationToken),
        };
    }

    private static async Task<ISandbox> BestAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await BubblewrapAsync(cancellationToken);
        }
        catch (SandboxException first)
        {
            try
            {
                return await ContainerSandbox.OpenAsync(cancellationToken);
            }
            catch (SandboxException)
            {
                throw first;
            }
        }
    }

    private static async Task<ISandbox> BubblewrapAsync(CancellationToken cancellationToken) =>
        OperatingSystem.IsLinux()
            ? await BubblewrapSandbox.OpenAsync(cancellationToken)
            : throw new SandboxException("bubblewrap is for Linux only", "use --sandbox container, or a Linux machine");
}
