using System.CommandLine;
using Assay.Cli.Flags;
using Assay.Cli.Printing;
using Assay.Reports;

namespace Assay.Cli.Verbs;

/// <summary><c>assay report RUN</c>: prints the report of a run again.</summary>
internal static class ReportVerb
{
    public static Verb Create(Terminal terminal)
    {
        var run = new Argument<string>("run") { HelpName = "RUN", Description = "The run folder." };
        var json = ProgramFlags.Json();
        var verb = new Verb("report", "Prints the report of a run again.")
        {
            Examples = [new("assay report outputs/20260101_120000_0a1b2c3d --json", "as JSON")],
        };
        verb.Arguments.Add(run);
        verb.Options.Add(json);
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                var report = await ReportReader.ReadAsync(parsed.GetRequiredValue(run), cancellationToken);
                if (parsed.GetValue(json))
                {
                    Terminal.Print(ReportJson.Write(report));
                }
                else
                {
                    new ReportPrinter(terminal.Results).Print(report);
                }
                return ExitCode.Done;
            }
        );
        return verb;
    }
}
