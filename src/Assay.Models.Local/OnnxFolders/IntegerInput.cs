using Microsoft.ML.OnnxRuntime.Tensors;

namespace Assay.Models.Local.OnnxFolders;

/// <summary>An input of whole numbers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">int64 or int32.</param>
internal sealed record IntegerInput(string Name, TensorElementType Type);
