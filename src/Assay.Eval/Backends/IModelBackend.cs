using Assay.Models;
using Assay.Runs;

namespace Assay.Backends;

/// <summary>
/// A way to reach models. One file for each; a class that implements this is found by <see cref="ModelBackends"/> when it is in
/// its list.
/// </summary>
public interface IModelBackend
{
    /// <summary>What stands before the colon of <c>--model scheme:rest</c>; null for a backend that needs none.</summary>
    string? Scheme { get; }

    /// <summary>How <c>--model</c> is written for it.</summary>
    string Form { get; }

    /// <summary>What it is, in a line.</summary>
    string Summary { get; }

    /// <summary>Makes the model. Nothing is sent yet.</summary>
    /// <exception cref="InputException">The name makes no sense.</exception>
    IModel Create(ModelSpec spec);
}

/// <summary>Which model is wanted.</summary>
/// <param name="Name">What stands behind the scheme, or the whole name where there is none.</param>
/// <param name="Plan">The plan: address, arguments, seed, time-outs.</param>
/// <param name="ApiKey">The key; never written anywhere.</param>
/// <param name="Time">The clock.</param>
public sealed record ModelSpec(string Name, EvalPlan Plan, string? ApiKey, TimeProvider Time)
{
    /// <summary>Shows no key.</summary>
    public override string ToString() => Name;
}
