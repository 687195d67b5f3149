using System.CommandLine;

namespace Assay.Cli.Flags;

/// <summary>Flags that several verbs have.</summary>
internal static class ProgramFlags
{
    public static Option<string> Json() =>
        new(EvalFlags.Json)
        {
            Arity = ArgumentArity.ZeroOrOne,
            HelpName = "",
            Description = "One JSON document on standard output and nothing else there.",
        };

    public static Option<string> WorkDir() =>
        new("--work-dir") { HelpName = "DIR", Description = "Root of caches. Default: ASSAY_HOME or ~/.cache/assay." };

    /// <summary>So that a trace can be asked for everywhere; read from the arguments as they are.</summary>
    public static Option<string> Debug() =>
        new("--debug")
        {
            Arity = ArgumentArity.ZeroOrOne,
            HelpName = "",
            Description = "Show stack traces.",
        };
}
