using Assay.Backends;
using Assay.Cli.Printing;
using Assay.Prompts;
using Spectre.Console;

namespace Assay.Cli.Verbs;

/// <summary><c>assay models</c>: what <c>--model</c> and <c>--template-type</c> can be, and the models of this machine.</summary>
internal static class ModelsVerb
{
    private const int Texts = 18;

    public static Verb Create(Terminal terminal)
    {
        var templates = new Verb("templates", "Lists the chat templates by name (--template-type).");
        templates.SetAction(_ => ListTemplates(terminal.Results));
        var verb = new Verb("models", "Lists the backends: what --model can be; shows and measures local models.")
        {
            Examples =
            [
                new("assay models list", "the models of this machine"),
                new("assay models show tiny", "one: its sizes, its tokenizer, whether it runs"),
                new("assay models bench tiny --precision int8", "how fast it runs here"),
                new("assay models pull Qwen/Qwen2.5-0.5B-Instruct", "fetch one from ModelScope"),
                new("assay models templates", "what --template-type can be"),
            ],
        };
        verb.Subcommands.Add(ModelsListVerb.Create(terminal));
        verb.Subcommands.Add(ModelsShowVerb.Create(terminal));
        verb.Subcommands.Add(ModelsBenchVerb.Create(terminal));
        verb.Subcommands.Add(ModelsPullVerb.Create(terminal));
        verb.Subcommands.Add(templates);
        verb.SetAction(_ => ListBackends(terminal.Results));
        return verb;
    }

    // Forms and summaries are too long for a table on most terminals.
    private static int ListBackends(IAnsiConsole console)
    {
        console.Line("--model is one of:");
        foreach (var backend in ModelBackends.All)
        {
            console.Entry(backend.Form, backend.Summary, 2, Texts);
        }
        return ExitCode.Done;
    }

    private static int ListTemplates(IAnsiConsole console)
    {
        FittedTable.Write<TemplateType>(
            console,
            TemplateTypes.All,
            new("Name", x => string.Join(", ", x.Aliases.Prepend(x.Name)), Right: false),
            new("Format (S system, Q question)", x => x.Format, Right: false),
            new("Stops at", x => string.Join(" ", x.Stop), Right: false, Spare: 1)
        );
        return ExitCode.Done;
    }
}
