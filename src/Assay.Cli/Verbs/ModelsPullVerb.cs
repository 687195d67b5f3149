using System.CommandLine;
using Assay.Cli.Flags;
using Assay.Cli.Progress;

namespace Assay.Cli.Verbs;

/// <summary><c>assay models pull</c>: a model of a hub, ahead of a run.</summary>
internal static class ModelsPullVerb
{
    public static Verb Create(Terminal terminal)
    {
        var id = new Argument<string>("id") { HelpName = "ORG/NAME", Description = "The model's name at the hub." };
        var (hub, workDir) = (HubFlags.Model(), ProgramFlags.WorkDir());
        var revision = new Option<string>("--revision")
        {
            HelpName = "REV",
            Description = "Branch, tag or commit. Default: the hub's main branch.",
        };
        var verb = new Verb("pull", "Fetches one from a hub: settings, tokenizer, template, weights.");
        verb.Arguments.Add(id);
        verb.Options.Add(hub);
        verb.Options.Add(revision);
        verb.Options.Add(workDir);
        verb.SetAction(
            async (parsed, _) =>
            {
                using var interrupts = Interrupts.Listen(terminal.Note);
                string folder;
                await using (var view = new DownloadView(terminal, TimeProvider.System))
                {
                    folder = await HubAccess.PullModelAsync(
                        parsed.GetRequiredValue(id),
                        HubFlags.Read(parsed, hub),
                        parsed.GetValue(revision),
                        parsed.GetValue(workDir),
                        new EvaluationOptions { Downloads = view.On },
                        interrupts.Drain
                    );
                }
                Terminal.Print($"{PlainText.Line(folder)}\n");
                return ExitCode.Done;
            }
        );
        return verb;
    }
}
