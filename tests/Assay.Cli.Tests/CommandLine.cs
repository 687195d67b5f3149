using System.CommandLine;
using Assay.Cli.Flags;
using Assay.Plans;
using Assay.Runs;

namespace Assay.Cli.Tests;

/// <summary>Command lines, parsed but not carried out.</summary>
internal static class CommandLine
{
    public static ParseResult Parse(params string[] args) => AssayCommand.Parse(args, new Terminal());

    /// <summary>The command that a command line means.</summary>
    public static Command Command(params string[] verbs) => Parse(verbs).CommandResult.Command;

    /// <summary>The plan of <c>assay eval</c> with these flags, a model and a data set.</summary>
    public static EvalPlan Plan(params string[] flags)
    {
        var parsed = Parse(["eval", .. flags]);
        ParseComplaint.ThrowIfAny(parsed);
        var given = PlanFlags.Of(parsed);
        List<PlanFlag> least = [new("--model", "model", ["baseline:first"]), new("--datasets", "datasets", ["gsm8k"])];
        return PlanReader.Read(
            PlanSettings.FromFlags([.. given, .. least.Where(flag => given.All(other => other.Key != flag.Key))])
        );
    }

    /// <summary>Carries a command line out; its results go to the screen.</summary>
    public static Task<int> RunAsync(Screen screen, params string[] args) =>
        AssayCommand
            .Parse(args, screen.Terminal)
            .InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false },
                TestContext.Current.CancellationToken
            );

    /// <summary>The complaint about a command line.</summary>
    public static string Complaint(params string[] args) =>
        Assert.Throws<InputException>(() => ParseComplaint.ThrowIfAny(Parse(args))).Message;
}
