namespace Assay.Models.Local.Folders;

/// <summary>How the weights of a model are kept.</summary>
public enum ModelFormat
{
    /// <summary>The hubs' layout: <c>config.json</c> and safetensors files.</summary>
    Safetensors,

    /// <summary>Graphs that are ready to run: the layout of Optimum or of ONNX Runtime GenAI.</summary>
    Onnx,

    /// <summary>A checkpoint of llama2.c, version 0.</summary>
    Llama2C,
}
