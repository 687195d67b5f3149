using Assay.Models;
using Assay.Models.Baseline;

namespace Assay.Backends;

/// <summary>Floors that a real model must beat.</summary>
public sealed class BaselineBackend : IModelBackend
{
    /// <inheritdoc/>
    public string? Scheme => "baseline";

    /// <inheritdoc/>
    public string Form => "baseline:random|first|longest|majority";

    /// <inheritdoc/>
    public string Summary => "floors that a real model must beat; deterministic by --seed";

    /// <inheritdoc/>
    public IModel Create(ModelSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return BaselineModel.Create(spec.Name, spec.Plan.Seed);
    }
}
