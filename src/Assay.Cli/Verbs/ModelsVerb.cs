using Assay.Backends;
using Assay.Cli.Printing;
using Assay.Prompts;

namespace Assay.Cli.Verbs;

/// <summary><c>assay models</c>: what <c>--model</c> and <c>--template-type</c> can be.</summary>
internal static class ModelsVerb
{
    public static Verb Create(Terminal terminal)
    {
        var templates = new Verb("templates", "Lists the chat templates by name (--template-type).");
        templates.SetAction(_ => ListTemplates(terminal));
        var verb = new Verb("models", "Lists the backends: what --model can be.")
        {
            Examples = [("assay models templates", "what --template-type can be")],
        };
        verb.Subcommands.Add(templates);
        verb.SetAction(_ => ListBackends(terminal));
        return verb;
    }

    private static int ListBackends(Terminal terminal)
    {
        FittedTable.Write<IModelBackend>(
            terminal.Results,
            ModelBackends.All,
            new("--model", x => x.Form, Right: false),
            new("What it is", x => x.Summary, Right: false)
        );
        return ExitCode.Done;
    }

    private static int ListTemplates(Terminal terminal)
    {
        FittedTable.Write<TemplateType>(
            terminal.Results,
            TemplateTypes.All,
            new("Name", x => string.Join(", ", x.Aliases.Prepend(x.Name)), Right: false),
            new("Format (S system, Q question)", x => x.Format, Right: false),
            new("Stops at", x => string.Join(" ", x.Stop), Right: false, Spare: 1)
        );
        return ExitCode.Done;
    }
}
