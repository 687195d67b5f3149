using System.CommandLine;
using Assay.Cli.Flags;
using Assay.Cli.Verbs;

namespace Assay.Cli;

/// <summary>The program's verbs.</summary>
internal static class AssayCommand
{
    // The default takes "@file" for a file of further flags; here it is the file that a value is in.
    private static readonly ParserConfiguration Configuration = new() { ResponseFileTokenReplacer = null };

    public static ParseResult Parse(IReadOnlyList<string> args, Terminal terminal) =>
        Create(terminal).Parse(args, Configuration);

    private static RootCommand Create(Terminal terminal)
    {
        var root = new RootCommand("Assay evaluates language models on benchmarks, with honest numbers.")
        {
            EvalVerb.Create(terminal),
            DatasetsVerb.Create(terminal),
            ModelsVerb.Create(terminal),
            ReportVerb.Create(terminal),
            ServeVerb.Create(terminal, ServedModels.OpenAsync),
            DoctorVerb.Create(),
            CacheVerb.Create(terminal),
            CompletionVerb.Create(),
        };
        root.SetAction(_ =>
        {
            Terminal.Print(HelpText.Of(root, Terminal.Width));
            return ExitCode.WrongInput;
        });
        HelpText.Attach(root);
        AddDebug(root);
        return root;
    }

    private static void AddDebug(Command command)
    {
        foreach (var verb in command.Subcommands)
        {
            if (verb.Action is not null && verb.Options.All(option => option.Name != ProgramFlags.DebugName))
            {
                verb.Options.Add(ProgramFlags.Debug());
            }
            AddDebug(verb);
        }
    }
}
