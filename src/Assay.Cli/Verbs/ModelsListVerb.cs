using Assay.Backends;
using Assay.Cli.Flags;
using Assay.Cli.Printing;
using Assay.Models.Local.Folders;

namespace Assay.Cli.Verbs;

/// <summary><c>assay models list</c>: the models of this machine.</summary>
internal static class ModelsListVerb
{
    public static Verb Create(Terminal terminal)
    {
        var (json, workDir) = (ProgramFlags.Json(), ProgramFlags.WorkDir());
        var verb = new Verb("list", "Lists the models in the caches of this machine, and the one that comes along.");
        verb.Options.Add(workDir);
        verb.Options.Add(json);
        verb.SetAction(parsed =>
        {
            List<FoundModel> models = [.. Tiny(), .. ModelFolders.List(parsed.GetValue(workDir))];
            if (parsed.GetValue(json))
            {
                Terminal.Print(FoundModelsJson.Write(models));
            }
            else
            {
                FoundModelsPrinter.Print(terminal.Results, models);
            }
            return ExitCode.Done;
        });
        return verb;
    }

    private static IEnumerable<FoundModel> Tiny()
    {
        FoundModel? tiny = null;
        try
        {
            tiny = ModelFolders.At(TinyBackend.Name, ModelFolders.Tiny(), "comes with Assay");
        }
        catch (InputException)
        {
            // An installation without it lists what it has.
        }
        return tiny is null ? [] : [tiny];
    }
}
