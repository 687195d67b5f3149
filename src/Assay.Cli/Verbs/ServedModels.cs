using Assay.Backends;
using Assay.Models.Local;
using Assay.Runs;
using Assay.Serve;

namespace Assay.Cli.Verbs;

/// <summary>Loads the models that <c>assay serve</c> can serve.</summary>
internal static class ServedModels
{
    /// <exception cref="InputException">The name means no model, or one that runs elsewhere.</exception>
    public static ValueTask<IServedModel> OpenAsync(EvalPlan plan, string? name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // A server's address in the environment says nothing about what is served here.
        return ModelBackends.CreateLocal(plan.Models[0], plan) is LocalModel model
            ? ValueTask.FromResult<IServedModel>(new ServedLocalModel(model, name ?? model.Identity.Name))
            : throw new InputException("only model folders can be served", plan.Models[0], "give a folder, or tiny");
    }
}
