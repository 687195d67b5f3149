using System.CommandLine;
using Assay.Cli.Flags;
using Assay.Cli.Progress;
using Assay.Datasets;

namespace Assay.Cli.Verbs;

/// <summary><c>assay datasets pack</c>: data sets of this machine in an archive.</summary>
internal static class DatasetsPackVerb
{
    public static Verb Create(Terminal terminal)
    {
        var (names, hub, workDir) = (NamedDatasets.Argument(), HubFlags.Dataset(), ProgramFlags.WorkDir());
        hub.Description = "Whose files go first where both hubs' are here. Default: ModelScope.";
        var output = new Option<string>("-o", "--output")
        {
            HelpName = "FILE.zip",
            Description = "The archive. Default: data.zip.",
        };
        var folder = new Option<string>("--dataset-dir")
        {
            HelpName = "DIR|ZIP",
            Description = "Folder of local data; the caches and the sets that come along are looked into as well.",
        };
        var verb = new Verb("pack", "Packs data sets of this machine into an archive for --dataset-dir.");
        verb.Arguments.Add(names);
        verb.Options.Add(output);
        verb.Options.Add(folder);
        verb.Options.Add(hub);
        verb.Options.Add(workDir);
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                var archive = parsed.GetValue(output) ?? "data.zip";
                if (!archive.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
                {
                    throw new InputException($"'{archive}' does not end in .zip", "-o", "write -o data.zip");
                }
                var data = DataSources.Create(
                    parsed.GetValue(hub) ?? "ModelScope",
                    parsed.GetValue(folder),
                    parsed.GetValue(workDir)
                );
                var files = await HubAccess.PackAsync(parsed.GetRequiredValue(names), data, archive, cancellationToken);
                terminal.Note($"{Figures.Count(files, "file")}, {Figures.Bytes(new FileInfo(archive).Length)}");
                Terminal.Print($"{PlainText.Line(archive)}\n");
                return ExitCode.Done;
            }
        );
        return verb;
    }
}
