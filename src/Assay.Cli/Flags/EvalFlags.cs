using System.Collections.Immutable;
using System.CommandLine;
using Assay.Backends;
using Assay.Benchmarks;
using Assay.Plans;
using Assay.Prompts;

namespace Assay.Cli.Flags;

/// <summary>The flags of <c>assay eval</c>: one for each key of a plan, and the program's own.</summary>
internal static class EvalFlags
{
    public const string ApiKey = "--api-key";
    public const string Config = "--config";
    public const string Json = "--json";

    private const string ProgramGroup = "program";

    /// <summary>In the order of the help text.</summary>
    public static ImmutableArray<EvalFlag> All { get; } =
    [
        .. PlanKeys.All.Select(key => WithKnown(EvalFlag.Of(key))),
        new(
            Config,
            ProgramGroup,
            "A plan with the same keys (underscores for hyphens), YAML or JSON. Flags go before it.",
            "FILE",
            ArgumentArity.ExactlyOne
        ),
        new(
            ApiKey,
            ProgramGroup,
            "The server's key. Better in ASSAY_API_KEY or OPENAI_API_KEY, where no process list shows it.",
            "KEY",
            ArgumentArity.ExactlyOne
        ),
        new(
            Json,
            ProgramGroup,
            "One JSON document on standard output and nothing else there.",
            "",
            ArgumentArity.ZeroOrOne
        ),
    ];

    /// <summary>The group of a flag; null for one of another verb.</summary>
    public static string? GroupOf(string name) => All.FirstOrDefault(flag => flag.Name == name)?.Group;

    public static IEnumerable<string> Datasets() => BenchmarkRegistry.All.Select(benchmark => benchmark.Info.Name);

    // What the plan's table cannot know without loading everything that has names.
    private static EvalFlag WithKnown(EvalFlag flag) =>
        flag.Name switch
        {
            "--model" => flag with
            {
                Known = () => ModelBackends.All.Select(x => x.Scheme).OfType<string>().Select(x => x + ":"),
            },
            "--datasets" => flag with { Known = Datasets },
            "--template-type" => flag with { Known = () => TemplateTypes.Names },
            _ => flag,
        };
}
