using Assay.Models;
using Assay.Models.Replay;

namespace Assay.Backends;

/// <summary>Answers that somebody has already paid for.</summary>
public sealed class ReplayBackend : IModelBackend
{
    /// <inheritdoc/>
    public string? Scheme => "replay";

    /// <inheritdoc/>
    public string Form => "replay:FILE.jsonl[.gz] or replay:RUN_FOLDER";

    /// <inheritdoc/>
    public string Summary => "recorded answers, from a file or from an earlier run";

    /// <inheritdoc/>
    public IModel Create(ModelSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return ReplayModel.Open(spec.Name);
    }
}
