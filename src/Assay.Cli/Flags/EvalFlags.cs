using System.Collections.Immutable;
using Assay.Backends;
using Assay.Benchmarks;
using Assay.Plans;
using Assay.Prompts;

namespace Assay.Cli.Flags;

/// <summary>The flags of <c>assay eval</c> that are keys of a plan.</summary>
internal static class EvalFlags
{
    /// <summary>In the order of the help text.</summary>
    public static ImmutableArray<EvalFlag> All { get; } = [.. PlanKeys.All.Select(key => WithKnown(new EvalFlag(key)))];

    /// <summary>The heading that a flag stands under in help.</summary>
    public static string GroupOf(string name) => All.FirstOrDefault(flag => flag.Name == name)?.Key.Group ?? "program";

    public static IEnumerable<string> Datasets() => BenchmarkRegistry.All.Select(benchmark => benchmark.Info.Name);

    // What the plan's table cannot know without loading everything that has names.
    private static EvalFlag WithKnown(EvalFlag flag) =>
        flag.Name switch
        {
            "--model" => flag with
            {
                Known = () =>
                    ModelBackends
                        .All.Select(x => x.Scheme)
                        .OfType<string>()
                        .Select(x => x + ":")
                        .Prepend(TinyBackend.Name),
            },
            "--datasets" => flag with { Known = Datasets },
            "--template-type" => flag with { Known = () => TemplateTypes.Names },
            _ => flag,
        };
}
