using System.Collections.Immutable;
using System.Text;
using Assay.Models;
using Assay.Prompts;
using Assay.Scoring.Extraction;

namespace Assay.Benchmarks;

/// <summary>The page about a benchmark, in Markdown, made of its datasheet and of what it asks and scores.</summary>
public static class BenchmarkPage
{
    private const int MostSubsetsListed = 12;

    /// <summary>Writes it.</summary>
    public static string Write(Benchmark benchmark)
    {
        ArgumentNullException.ThrowIfNull(benchmark);
        var info = benchmark.Info;
        var page = new StringBuilder();
        page.Append(
            $"<!-- Made by `assay datasets docs` from the benchmark itself; changes belong there. -->\n\n# {info.Title}\n\n{info.Summary}\n"
        );
        WriteDatasheet(page, info);
        WriteSubsets(page, info);
        WriteLayouts(page, info);
        // Where the rules of a protocol stand, so that the same ones are written once.
        var written = new List<(ImmutableArray<ExtractionRule> Rules, string Protocol)>();
        foreach (var protocol in info.Protocols)
        {
            WriteProtocol(page, benchmark, protocol, written);
        }
        WriteList(page, "Known traps", info.Traps);
        if (info.Checked is { } verified)
        {
            page.Append($"\n## Checked\n\n{verified}\n");
        }
        return page.ToString();
    }

    private static void WriteDatasheet(StringBuilder page, BenchmarkInfo info)
    {
        var shots =
            info.FewShot == 0 ? "0" : $"{info.FewShot}{(info.FewShotSplit is { } split ? $" (split `{split}`)" : "")}";
        (string, string?)[] rows =
        [
            ("`--datasets`", Code([info.Name, .. info.Aliases])),
            ("ModelScope", info.ModelScopeId),
            ("HuggingFace", info.HuggingFaceId),
            ("evaluated split", $"`{info.EvaluationSplit}`"),
            ("questions", Count(info.Rows)),
            ("examples", shots),
            ("modes", Code(info.Modes.Select(NameOf))),
            ("protocols", Code(info.Protocols)),
            ("licence of the data", info.Licence),
            ("cite", info.Citation),
            ("version", $"{info.Version}"),
        ];
        page.Append("\n| | |\n| --- | --- |\n");
        foreach (var (name, value) in rows)
        {
            page.Append(value is null ? "" : $"| {name} | {Cell(value)} |\n");
        }
        if (info.OwnKeys.Count > 0)
        {
            page.Append("\nArguments of its own (`--dataset-args`):\n\n");
            foreach (var (key, what) in info.OwnKeys)
            {
                page.Append($"- `{key}`: {what}\n");
            }
        }
    }

    private static void WriteSubsets(StringBuilder page, BenchmarkInfo info)
    {
        if (info.Subsets.Length < 2)
        {
            return;
        }
        page.Append("\n## Subsets\n\n");
        if (info.Subsets.Length <= MostSubsetsListed)
        {
            page.Append("| subset | questions | category |\n| --- | ---: | --- |\n");
            foreach (var subset in info.Subsets)
            {
                page.Append($"| `{subset.Name}` | {Count(subset.Rows)} | {subset.Category ?? "-"} |\n");
            }
            return;
        }
        page.Append("| category | subsets | questions |\n| --- | --- | ---: |\n");
        foreach (var category in info.Subsets.GroupBy(subset => subset.Category ?? "-"))
        {
            page.Append(
                $"| {category.Key} | {Code(category.Select(subset => subset.Name))} | {Total([.. category])} |\n"
            );
        }
    }

    private static void WriteLayouts(StringBuilder page, BenchmarkInfo info)
    {
        page.Append(
            $"\n## Files\n\nBelow {Code(info.Folders)} in `--dataset-dir`, the first that is there, each also as `.gz`:\n\n"
        );
        foreach (var layout in info.Layouts)
        {
            page.Append($"- `{layout.Path}`\n");
        }
        page.Append(info.PromptFile is { } file ? $"\n`{file}` beside them replaces the worked examples.\n" : "");
    }

    private static void WriteProtocol(
        StringBuilder page,
        Benchmark benchmark,
        string protocol,
        List<(ImmutableArray<ExtractionRule> Rules, string Protocol)> written
    )
    {
        var info = benchmark.Info;
        var preset = info.ProtocolDefaults.GetValueOrDefault(protocol) ?? new ProtocolDefaults();
        page.Append($"\n## Protocol `{protocol}`\n");
        foreach (var mode in info.Modes)
        {
            var settings = new BenchmarkSettings
            {
                Protocol = protocol,
                Mode = mode,
                FewShot = preset.FewShot ?? info.FewShot,
                ChainOfThought = mode == EvalMode.Generate && info.ChainOfThought is true,
                Subsets = [.. info.Subsets.Where(subset => subset.FitsIn(mode))],
            };
            if (Ask(benchmark, settings) is not { } asked)
            {
                continue;
            }
            page.Append($"\n### `{NameOf(mode)}`{((preset.Mode ?? info.Modes[0]) == mode ? " (default)" : "")}\n\n");
            page.Append($"{asked.Shown}\n\n{Fence(asked.Prompt.Text)}\n");
            if (asked.Prompt.System is { } system)
            {
                page.Append($"\nSystem message: `{system}`\n");
            }
            WriteAnswering(page, benchmark, settings, asked);
            WriteRules(page, benchmark.Rules(settings), protocol, written);
        }
    }

    private static void WriteAnswering(StringBuilder page, Benchmark benchmark, BenchmarkSettings settings, Asked asked)
    {
        if (settings.Mode == EvalMode.Likelihood)
        {
            page.Append($"\nContinuations that are weighed: {Code(asked.Prompt.Continuations.Select(Visible))}\n");
        }
        else if (!asked.Prompt.Stop.IsDefaultOrEmpty)
        {
            page.Append($"\nStop strings: {Code(asked.Prompt.Stop.Select(Visible))}\n");
        }
        page.Append($"\nMetrics, the first one the headline: {Code(Metrics(benchmark, settings, asked))}\n");
    }

    private static void WriteRules(
        StringBuilder page,
        ImmutableArray<ExtractionRule> rules,
        string protocol,
        List<(ImmutableArray<ExtractionRule> Rules, string Protocol)> written
    )
    {
        if (rules.IsEmpty)
        {
            return;
        }
        if (written.FirstOrDefault(earlier => earlier.Rules.SequenceEqual(rules)).Protocol is { } where)
        {
            page.Append($"\nRules that find the answer: those of `{where}`.\n");
            return;
        }
        written.Add((rules, protocol));
        page.Append("\n| rule | finds | source | |\n| --- | --- | --- | --- |\n");
        foreach (var rule in rules)
        {
            page.Append(
                $"| `{Cell(rule.Name)}` | {Cell(Plain(rule.Finds))} | {Cell(rule.Source ?? "Assay")} | {(rule.Loose ? "loose" : "")} |\n"
            );
        }
    }

    // One example stands for all of them, unless the benchmark has worked examples of its own.
    private static Asked? Ask(Benchmark benchmark, BenchmarkSettings settings)
    {
        var wanted = benchmark.ExamplesWanted(settings);
        var shown = Math.Min(1, wanted);
        var sample = benchmark.Placeholder(settings.Subsets.FirstOrDefault() ?? new SubsetInfo("default"), null);
        var examples = Enumerable
            .Range(1, shown)
            .Select(number => benchmark.Placeholder(new SubsetInfo(sample.Subset), number));
        try
        {
            return new(
                sample,
                benchmark.Ask(
                    sample,
                    new Shots([.. examples]),
                    settings with
                    {
                        FewShot = wanted > 0 ? shown : settings.FewShot,
                    }
                ),
                wanted > shown ? $"The prompt; the example stands for {wanted} of them:" : "The prompt:"
            );
        }
        catch (InputException)
        {
            // The benchmark refuses this mode under this protocol.
            return null;
        }
    }

    private static ImmutableArray<string> Metrics(Benchmark benchmark, BenchmarkSettings settings, Asked asked)
    {
        ModelAnswer answer =
            settings.Mode == EvalMode.Likelihood
                ? new Likelihoods([.. asked.Prompt.Continuations.Select((_, i) => new Likelihood(-1 - i, 1))])
                : new Generated("");
        return [.. benchmark.Score(asked.Sample, answer, settings).Values.Select(value => value.Metric)];
    }

    private static void WriteList(StringBuilder page, string title, ImmutableArray<string> items)
    {
        if (items.IsEmpty)
        {
            return;
        }
        page.Append($"\n## {title}\n\n");
        foreach (var item in items)
        {
            page.Append($"- {Plain(item)}\n");
        }
    }

    private static string Total(ImmutableArray<SubsetInfo> subsets) =>
        subsets.All(subset => subset.Rows is not null) ? Count(subsets.Sum(subset => subset.Rows)) : "-";

    private static string Count(int? rows) => rows is { } count ? $"{count:N0}" : "-";

    private static string NameOf(EvalMode mode) => mode == EvalMode.Likelihood ? "likelihood" : "generate";

    private static string Code(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"`{name}`"));

    private static string Visible(string text) => text.Replace("\n", "\\n", StringComparison.Ordinal);

    // Marks such as <answer> would be taken for HTML.
    private static string Plain(string text) => text.Replace("<", "\\<", StringComparison.Ordinal);

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Fence(string text) => $"~~~text\n{text}\n~~~";

    private sealed record Asked(Sample Sample, Prompt Prompt, string Shown);
}
