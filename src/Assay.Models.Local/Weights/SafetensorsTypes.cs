using System.Collections.Frozen;

namespace Assay.Models.Local.Weights;

/// <summary>The number types of the safetensors format.</summary>
internal static class SafetensorsTypes
{
    private static readonly FrozenDictionary<string, int> AllBits = new Dictionary<string, int>
    {
        ["BOOL"] = 8,
        ["U8"] = 8,
        ["I8"] = 8,
        ["F8_E4M3"] = 8,
        ["F8_E5M2"] = 8,
        ["F8_E8M0"] = 8,
        ["F4"] = 4,
        ["F6_E2M3"] = 6,
        ["F6_E3M2"] = 6,
        ["I16"] = 16,
        ["U16"] = 16,
        ["F16"] = 16,
        ["BF16"] = 16,
        ["I32"] = 32,
        ["U32"] = 32,
        ["F32"] = 32,
        ["I64"] = 64,
        ["U64"] = 64,
        ["F64"] = 64,
        ["C64"] = 64,
    }.ToFrozenDictionary();

    /// <summary>Bits of one number; null for a type that is not known here.</summary>
    public static int? Bits(string type) => AllBits.TryGetValue(type, out var bits) ? bits : null;

    /// <summary>The type as weights are read; null for types in which no model that runs here is stored.</summary>
    public static StoredType? Stored(string type) =>
        type switch
        {
            "F32" => StoredType.Float32,
            "F16" => StoredType.Float16,
            "BF16" => StoredType.BFloat16,
            _ => null,
        };
}
