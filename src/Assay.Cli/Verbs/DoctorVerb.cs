using Assay.Cli.Flags;
using Assay.Code;
using Assay.Runs;
using Assay.Sandbox;

namespace Assay.Cli.Verbs;

/// <summary><c>assay doctor</c>: what this machine has to run programs with.</summary>
internal static class DoctorVerb
{
    public static Verb Create()
    {
        var json = ProgramFlags.Json();
        var verb = new Verb("doctor", "Says what this machine has to run programs with, and what to install.")
        {
            Examples = [new("assay doctor", "before a code benchmark: sandbox, compilers, their versions")],
        };
        verb.Options.Add(json);
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                var (name, sandbox, remedy) = await SandboxAsync(cancellationToken);
                var tools = await CodeJudge.ToolsAsync(cancellationToken);
                Terminal.Print(
                    parsed.GetValue(json)
                        ? JsonText.Of(x =>
                        {
                            x.WriteStartObject("sandbox");
                            x.WriteBoolean("usable", remedy is null);
                            x.WriteString("name", name);
                            x.WriteString("description", sandbox);
                            x.WriteString("remedy", remedy);
                            x.WriteEndObject();
                            x.WriteStartArray("languages");
                            foreach (var tool in tools)
                            {
                                x.WriteStartObject();
                                x.WriteString("language", tool.Language);
                                x.WriteBoolean("usable", tool.Remedy is null);
                                x.WriteString("version", tool.Version);
                                x.WriteString("remedy", tool.Remedy);
                                x.WriteEndObject();
                            }
                            x.WriteEndArray();
                        })
                        : string.Concat(
                            tools
                                .Select(tool => Line(tool.Language, tool.Version, tool.Remedy))
                                .Prepend(Line("sandbox", name is null ? sandbox : $"{name}: {sandbox}", remedy))
                        )
                );
                return remedy is null && tools.All(tool => tool.Remedy is null) ? ExitCode.Done : ExitCode.WrongInput;
            }
        );
        return verb;
    }

    private static string Line(string what, string? has, string? remedy) =>
        PlainText.Line(
            $"{what, -10}{(remedy is null ? "ok" : "missing"), -9}{has}{(remedy is null ? "" : $"; {remedy}")}"
        ) + "\n";

    private static async Task<(string? Name, string Description, string? Remedy)> SandboxAsync(
        CancellationToken cancellationToken
    )
    {
        try
        {
            var sandbox = await SandboxChoice.OpenAsync(new EvalPlan { Models = [], Datasets = [] }, cancellationToken);
            return (sandbox.Name, sandbox.Description, null);
        }
        catch (SandboxException e)
        {
            return (null, e.Message, e.Remedy ?? "see docs/code.md");
        }
    }
}
