using Assay.Cli.Flags;
using Assay.Cli.Printing;
using Assay.Models.Local.Inspection;

namespace Assay.Cli.Verbs;

/// <summary><c>assay models show</c>: what a model folder holds, without loading it.</summary>
internal static class ModelsShowVerb
{
    public static Verb Create(Terminal terminal)
    {
        var (model, json, workDir) = (ModelArgument.Create(), ProgramFlags.Json(), ProgramFlags.WorkDir());
        var verb = new Verb("show", "Shows one: architecture, sizes, tokenizer, template, whether it runs.");
        verb.Arguments.Add(model);
        verb.Options.Add(workDir);
        verb.Options.Add(json);
        verb.SetAction(parsed =>
        {
            var name = parsed.GetRequiredValue(model);
            var found = ModelInspection.Of(ModelArgument.Find(name, parsed.GetValue(workDir)), name);
            if (parsed.GetValue(json))
            {
                Terminal.Print(ModelJson.Write(name, found));
            }
            else
            {
                new ModelPrinter(terminal.Results).Print(name, found);
            }
            return ExitCode.Done;
        });
        return verb;
    }
}
