using Assay.Benchmarks;

namespace Assay.Cli.Printing;

/// <summary>Modes by the names that plans have for them.</summary>
internal static class ModeName
{
    public static string Of(EvalMode mode) => mode is EvalMode.Generate ? "generate" : "likelihood";

    public static string Of(IEnumerable<EvalMode> modes) => string.Join(", ", modes.Select(Of));
}
