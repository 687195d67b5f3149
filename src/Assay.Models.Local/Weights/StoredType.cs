namespace Assay.Models.Local.Weights;

/// <summary>How a file stores the numbers of a weight; always little-endian.</summary>
internal enum StoredType
{
    /// <summary>IEEE single precision.</summary>
    Float32,

    /// <summary>IEEE half precision.</summary>
    Float16,

    /// <summary>The upper half of a single-precision number.</summary>
    BFloat16,
}

/// <summary>Sizes of stored numbers.</summary>
internal static class StoredTypes
{
    /// <summary>Bytes of one number.</summary>
    public static int Bytes(this StoredType type) => type == StoredType.Float32 ? 4 : 2;

    /// <summary>The precision that holds every stored number.</summary>
    public static Precision Precision(this StoredType type) =>
        type switch
        {
            StoredType.Float16 => Weights.Precision.Float16,
            StoredType.BFloat16 => Weights.Precision.BFloat16,
            _ => Weights.Precision.Float32,
        };
}
