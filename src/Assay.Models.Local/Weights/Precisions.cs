namespace Assay.Models.Local.Weights;

/// <summary>Precisions by name.</summary>
public static class Precisions
{
    private static readonly Dictionary<string, Precision> Known = Enum.GetValues<Precision>()
        .ToDictionary(Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The name that users write: <c>float32</c>, <c>int4</c>, …</summary>
    public static string Name(this Precision precision) => precision.ToString().ToLowerInvariant();

    /// <summary>The precision of a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="where">The flag or key that has it, for the message.</param>
    /// <exception cref="InputException">There is none of that name; suggests the nearest.</exception>
    public static Precision Parse(string name, string where)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Known.TryGetValue(name, out var precision)
            ? precision
            : throw new InputException($"unknown precision '{name}'", where, DidYouMean.Hint(name, Known.Keys));
    }
}
