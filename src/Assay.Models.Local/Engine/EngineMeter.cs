namespace Assay.Models.Local.Engine;

/// <summary>Counts of an engine's work.</summary>
internal sealed class EngineMeter
{
    /// <summary>Tokens that went through the layers.</summary>
    public long Computed { get; set; }

    /// <summary>Tokens taken from the cache instead.</summary>
    public long Reused { get; set; }

    /// <summary>Tokens chosen.</summary>
    public long Generated { get; set; }
}
