using System.CommandLine;
using System.Globalization;
using Assay.Cli.Flags;
using Assay.Cli.Printing;
using Assay.Models.Local;
using Assay.Models.Local.Inspection;
using Assay.Models.Local.Weights;

namespace Assay.Cli.Verbs;

/// <summary><c>assay models bench</c>: how fast a model runs on this machine.</summary>
internal static class ModelsBenchVerb
{
    private const string PrecisionName = "--precision";
    private const string ThreadsName = "--threads";

    public static Verb Create(Terminal terminal)
    {
        var (model, json, workDir) = (ModelArgument.Create(), ProgramFlags.Json(), ProgramFlags.WorkDir());
        var precision = new Option<string>(PrecisionName)
        {
            HelpName = "NAME",
            Description = "float32 (default), float16, bfloat16, int8 or int4.",
        };
        var threads = new Option<string>(ThreadsName)
        {
            HelpName = "N",
            Description = "Threads of a matrix product. Default: one for each core.",
        };
        var verb = new Verb("bench", "Loads one and measures it: prompt and generated tokens a second, memory.");
        verb.Arguments.Add(model);
        verb.Options.Add(precision);
        verb.Options.Add(threads);
        verb.Options.Add(workDir);
        verb.Options.Add(json);
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                var name = parsed.GetRequiredValue(model);
                var options = new LocalModelOptions(name, ModelArgument.Find(name, parsed.GetValue(workDir)))
                {
                    Precision = Precisions.Parse(parsed.GetValue(precision) ?? "float32", PrecisionName),
                    Threads = parsed.GetValue(threads) is { } text ? Count(text) : 0,
                };
                var speed = await SpeedTest.RunAsync(
                    options,
                    step => Tell(terminal, step),
                    TimeProvider.System,
                    cancellationToken
                );
                if (parsed.GetValue(json))
                {
                    Terminal.Print(ModelSpeedJson.Write(name, speed));
                }
                else
                {
                    ModelSpeedPrinter.Print(terminal.Results, name, speed);
                }
                return ExitCode.Done;
            }
        );
        return verb;
    }

    // A log has no use for what comes next.
    private static void Tell(Terminal terminal, string step)
    {
        if (terminal.Moves)
        {
            terminal.Note($"{step} …");
        }
    }

    private static int Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 1024
            ? count
            : throw new InputException(
                $"'{text}' is no number of threads",
                ThreadsName,
                "write a number from 1 to 1024"
            );
}
