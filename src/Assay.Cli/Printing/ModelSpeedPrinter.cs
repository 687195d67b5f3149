using Assay.Cli.Progress;
using Assay.Models.Local.Inspection;
using Assay.Models.Local.Weights;
using Spectre.Console;

namespace Assay.Cli.Printing;

/// <summary>Prints how fast a model runs.</summary>
internal static class ModelSpeedPrinter
{
    public static void Print(IAnsiConsole console, string name, ModelSpeed speed)
    {
        console.Line(
            $"{name}, {speed.Precision.Name()}, {Figures.Count(speed.Threads, "thread")}",
            new Style(decoration: Decoration.Bold)
        );
        List<(string What, string Figure, string Unit)> rows =
        [
            ("load", Figures.Duration(speed.Load), ""),
            ($"prompt of {Figures.Count(speed.PromptTokens)} tokens", Figures.Rate(speed.Prefill), "tokens/s"),
            .. speed.Decode.Select(decode =>
                (
                    $"generating, {Figures.Count(decode.Sequences, "sequence")} at once",
                    Figures.Rate(decode.TokensPerSecond),
                    "tokens/s"
                )
            ),
            ("peak memory", speed.PeakBytes > 0 ? Figures.Bytes(speed.PeakBytes) : "-", ""),
        ];
        FittedTable.Write(
            console,
            rows,
            new("Measured", x => x.What, Right: false),
            new("Figure", x => x.Figure),
            new("", x => x.Unit, Right: false)
        );
    }
}
