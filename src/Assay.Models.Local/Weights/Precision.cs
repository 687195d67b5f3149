namespace Assay.Models.Local.Weights;

/// <summary>The precision in which a model is run.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Naming",
    "CA1720:Identifier contains type name",
    Justification = "These are the names that users write."
)]
public enum Precision
{
    /// <summary>IEEE single precision.</summary>
    Float32,

    /// <summary>Numbers of IEEE half precision.</summary>
    Float16,

    /// <summary>Numbers with the upper sixteen bits of single precision.</summary>
    BFloat16,

    /// <summary>Blocks of 32 numbers with eight bits each and one scale.</summary>
    Int8,

    /// <summary>Blocks of 32 numbers with four bits each and one scale.</summary>
    Int4,
}
