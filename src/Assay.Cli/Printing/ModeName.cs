using Assay.Benchmarks;
using Assay.Reports;

namespace Assay.Cli.Printing;

/// <summary>Modes by the names that plans have for them.</summary>
internal static class ModeName
{
    public static string Of(EvalMode mode) => ReportJson.NameOf(mode);

    public static string Of(IEnumerable<EvalMode> modes) => string.Join(", ", modes.Select(Of));
}
