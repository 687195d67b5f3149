using Assay.Cli.Flags;
using Assay.Cli.Progress;

namespace Assay.Cli.Verbs;

/// <summary><c>assay datasets pull</c>: data sets of a hub, ahead of a run.</summary>
internal static class DatasetsPullVerb
{
    public static Verb Create(Terminal terminal)
    {
        var (names, hub, workDir) = (NamedDatasets.Argument(), HubFlags.Dataset(), ProgramFlags.WorkDir());
        var verb = new Verb("pull", "Fetches data sets from a hub, with all subsets and their examples.");
        verb.Arguments.Add(names);
        verb.Options.Add(hub);
        verb.Options.Add(workDir);
        verb.SetAction(
            async (parsed, _) =>
            {
                var from = HubFlags.Read(parsed, hub);
                using var interrupts = Interrupts.Listen(terminal.Note);
                foreach (var name in parsed.GetRequiredValue(names))
                {
                    string folder;
                    await using (var view = new DownloadView(terminal, TimeProvider.System))
                    {
                        folder = await HubAccess.PullDatasetAsync(
                            name,
                            from,
                            parsed.GetValue(workDir),
                            new EvaluationOptions { Downloads = view.On },
                            interrupts.Drain
                        );
                    }
                    Terminal.Print($"{name}: {PlainText.Line(folder)}\n");
                }
                return ExitCode.Done;
            }
        );
        return verb;
    }
}
