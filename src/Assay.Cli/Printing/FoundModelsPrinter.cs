using Assay.Cli.Progress;
using Assay.Models.Local.Folders;
using Spectre.Console;

namespace Assay.Cli.Printing;

/// <summary>Prints the models of this machine.</summary>
internal static class FoundModelsPrinter
{
    public static void Print(IAnsiConsole console, IReadOnlyList<FoundModel> models)
    {
        if (models.Count == 0)
        {
            console.Line("no models in the caches of this machine; --model also takes the path of a model folder");
            return;
        }
        FittedTable.Write(
            console,
            models,
            new("--model", x => x.Id, Right: false),
            new("Architecture", x => x.ModelType ?? "-", Right: false),
            new("Size", x => Figures.Bytes(x.Bytes)),
            new("Where", x => x.Where, Right: false, Spare: 1),
            new("Revision", x => x.Revision ?? "-", Right: false, Spare: 2),
            new("Path", x => x.Path, Right: false, Spare: 3)
        );
    }
}
