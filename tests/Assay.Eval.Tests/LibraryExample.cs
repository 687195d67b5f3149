// The programs of docs/library.md: LibraryPageTests holds that both are the same.
namespace LibraryExample;

#region run
using Assay;
using Assay.Models;
using Assay.Plans;
using Assay.Runs;

public static class FirstRun
{
    public static async Task<int> RunAsync(string outputs, CancellationToken cancellationToken)
    {
        var plan = new EvalPlan
        {
            Models = ["baseline:majority"],
            Datasets = ["mini_mmlu"],
            Limit = 5,
            Outputs = outputs,
            NoCache = true,
        };
        try
        {
            var outcome = await Evaluation.RunAsync(plan, cancellationToken);
            foreach (var result in outcome.Report.Results)
            {
                Console.WriteLine($"{result.Model} on {result.Dataset}: {result.Score?.Mean:P1} of {result.N}");
            }
            return outcome.Status is RunStatus.Completed ? 0 : 3;
        }
        catch (InputException e)
        {
            Console.Error.WriteLine(e.Message);
            return 2;
        }
    }
}
#endregion

#region plans
public static class PlanSources
{
    public static EvalPlan FromDictionary() =>
        PlanReader.FromDictionary(
            new Dictionary<string, object?>
            {
                ["model"] = "baseline:majority",
                ["datasets"] = new[] { "mini_mmlu" },
                ["dataset_args"] = new Dictionary<string, object?>
                {
                    ["mini_mmlu"] = new Dictionary<string, object?> { ["few_shot_num"] = 0 },
                },
                ["limit"] = 5,
            }
        );

    public static EvalPlan FromFile(string path) => PlanReader.FromFile(path);

    public static EvalPlan FromFileWithLimit(string path, int limit) =>
        PlanReader.Read(
            PlanSettings
                .FromDictionary(new Dictionary<string, object?> { ["limit"] = limit })
                .Over(PlanSettings.FromFile(path))
        );
}
#endregion

#region model
public sealed class Parrot : IModel
{
    public ModelIdentity Identity { get; } = new("parrot", "mine") { Cacheable = false };

    public ValueTask<Generated> GenerateAsync(GenerateRequest request, CancellationToken cancellationToken) =>
        new(new Generated(request.Messages[^1].Text));

    public ValueTask DisposeAsync() => default;
}

public sealed class Dots : IRunObserver
{
    public void On(RunEvent happening)
    {
        if (happening is SampleDone)
        {
            Console.Write('.');
        }
    }
}

public static class ParrotRun
{
    public static async Task<EvalOutcome> RunAsync(EvalPlan plan, CancellationToken cancellationToken)
    {
        await using var parrot = new Parrot();
        var options = new EvaluationOptions { Models = [parrot], Observer = new Dots() };
        return await Evaluation.RunAsync(plan with { Models = [] }, options, cancellationToken);
    }
}
#endregion
