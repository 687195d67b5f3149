using System.CommandLine;
using System.CommandLine.Completions;
using Assay.Cli.Flags;

namespace Assay.Cli.Verbs;

/// <summary>The data sets that a verb is about.</summary>
internal static class NamedDatasets
{
    public static Argument<string[]> Argument()
    {
        var names = new Argument<string[]>("names")
        {
            HelpName = "NAME...",
            Description = "The data sets.",
            Arity = ArgumentArity.OneOrMore,
        };
        names.CompletionSources.Add(_ => EvalFlags.Datasets().Select(known => new CompletionItem(known)));
        return names;
    }
}
