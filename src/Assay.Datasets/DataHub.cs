namespace Assay.Datasets;

/// <summary>Where data sets come from that are not on this machine.</summary>
public enum DataHub
{
    /// <summary>modelscope.cn.</summary>
    ModelScope,

    /// <summary>huggingface.co.</summary>
    HuggingFace,

    /// <summary>Nowhere: only what is on this machine.</summary>
    Local,
}
