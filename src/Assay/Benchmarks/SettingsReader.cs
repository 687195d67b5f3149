using System.Collections.Immutable;
using System.Text.Json;
using Assay.Scoring.Extraction;

namespace Assay.Benchmarks;

/// <summary>Reads <c>--dataset-args</c> of one benchmark over its defaults.</summary>
public static class SettingsReader
{
    private const int MostNamesShown = 30;

    private static readonly ImmutableSortedDictionary<string, string> Aliases = ImmutableSortedDictionary.CreateRange(
        StringComparer.Ordinal,
        [
            KeyValuePair.Create("few_shot", "few_shot_num"),
            KeyValuePair.Create("split", "eval_split"),
            KeyValuePair.Create("subset", "subset_list"),
        ]
    );

    /// <summary>The keys that every benchmark has.</summary>
    public static ImmutableArray<string> CommonKeys { get; } =
    [
        "cot",
        "eval_split",
        "extractor",
        "few_shot_num",
        "few_shot_random",
        "limit",
        "local_path",
        "mode",
        "prompt_template",
        "protocol",
        "repeats",
        "subset_list",
        "system_prompt",
    ];

    private static readonly ImmutableArray<string> Extractors = ["lenient", "strict"];

    /// <summary>How the benchmark is to be run.</summary>
    /// <param name="info">The benchmark.</param>
    /// <param name="arguments">A JSON object of its own arguments; null for none.</param>
    /// <param name="limit">The run's limit: a count, or a share when below 1; the arguments go before it.</param>
    /// <param name="repeats">The run's repeats; the arguments go before them.</param>
    /// <param name="extractor">The run's extractor; the arguments go before it.</param>
    /// <exception cref="InputException">An unknown key, a value of the wrong type or out of range, or something that this
    /// benchmark has not.</exception>
    public static BenchmarkSettings Read(
        BenchmarkInfo info,
        JsonElement? arguments = null,
        double? limit = null,
        int repeats = 1,
        Extractor extractor = Extractor.Lenient
    )
    {
        ArgumentNullException.ThrowIfNull(info);
        var given = new DatasetArguments(info.Name, arguments, [.. CommonKeys, .. info.OwnKeys.Keys], Aliases);
        var protocol = Choice(given, "protocol", info.Protocols) ?? info.Protocols[0];
        var preset = info.ProtocolDefaults.GetValueOrDefault(protocol) ?? new ProtocolDefaults();
        var split = Split(info, given);
        var offered = split is null ? preset.Subsets ?? info.Subsets : info.OtherSplits.GetValueOrDefault(split, []);
        var mode = Mode(info, given, preset);
        var fewShot = FewShot(info, given, preset);
        return new BenchmarkSettings
        {
            Protocol = protocol,
            Mode = mode,
            FewShot = fewShot,
            FewShotRandom = FewShotRandom(info, given, fewShot),
            ChainOfThought = ChainOfThought(info, given, mode),
            Split = split,
            Subsets = OfMode(Subsets(info, given, offered), mode, given),
            PromptTemplate = given.Text("prompt_template"),
            SystemPrompt = given.Text("system_prompt"),
            Repeats = given.Whole("repeats", least: 1) ?? repeats,
            Limit = Limit(given) ?? limit,
            Extractor = Choice(given, "extractor", Extractors) is { } name
                ? Enum.Parse<Extractor>(name, true)
                : extractor,
            LocalPath = given.Text("local_path"),
            Own = info
                .OwnKeys.Keys.Where(key => given.Raw(key) is not null)
                .ToImmutableSortedDictionary(key => key, key => given.Raw(key)!.Value, StringComparer.Ordinal),
        };
    }

    private static EvalMode Mode(BenchmarkInfo info, DatasetArguments given, ProtocolDefaults preset)
    {
        var names = info.Modes.Select(Name).ToImmutableArray();
        return Choice(given, "mode", names) is { } name
            ? info.Modes[names.IndexOf(name)]
            : OnlyMode(info, given) ?? preset.Mode ?? info.Modes[0];
    }

    // Naming the subsets of one mode names the mode.
    private static EvalMode? OnlyMode(BenchmarkInfo info, DatasetArguments given) =>
        given.Texts("subset_list") is { }
        && Subsets(info, given, info.Subsets).Select(subset => subset.OnlyMode).Distinct().ToList() is [var only]
            ? only
            : null;

    /// <summary>The subsets that can be asked in a mode; one that was named and cannot is refused.</summary>
    private static ImmutableArray<SubsetInfo> OfMode(
        ImmutableArray<SubsetInfo> subsets,
        EvalMode mode,
        DatasetArguments given
    )
    {
        var fitting = subsets.RemoveAll(subset => !subset.FitsIn(mode));
        return fitting.Length == subsets.Length || given.Texts("subset_list") is null
            ? fitting
            : throw given.Wrong(
                "subset_list",
                $"has '{subsets.Except(fitting).First().Name}', which cannot be asked in mode {Name(mode)}",
                "run the subsets of each mode by themselves"
            );
    }

    private static string Name(EvalMode mode) => mode == EvalMode.Generate ? "generate" : "likelihood";

    private static int FewShot(BenchmarkInfo info, DatasetArguments given, ProtocolDefaults preset)
    {
        if (given.Whole("few_shot_num", least: 0) is not { } number)
        {
            return preset.FewShot ?? info.FewShot;
        }
        // Without a split to take them from, the examples are those that the benchmark brings along.
        var most = info.MaxFewShot ?? (info.FewShotSplit is null ? info.FewShot : int.MaxValue);
        return number <= most ? number
            : most == 0 ? throw given.Wrong("few_shot_num", $"is {number}, but there are no examples", "write 0")
            : throw given.Wrong("few_shot_num", $"is {number}, but there are {most} examples", $"write 0 to {most}");
    }

    private static bool FewShotRandom(BenchmarkInfo info, DatasetArguments given, int fewShot)
    {
        var random = given.Flag("few_shot_random") ?? info.FewShotRandom;
        return random && fewShot > 0 && info.FewShotSplit is null
            ? throw given.Wrong("few_shot_random", "is true, but the examples are fixed", "write false")
            : random;
    }

    private static bool ChainOfThought(BenchmarkInfo info, DatasetArguments given, EvalMode mode)
    {
        var reasons = given.Flag("cot");
        if (reasons is true && info.ChainOfThought is null)
        {
            throw given.Wrong("cot", "is true, but the benchmark has no chain of thought", "leave it out");
        }
        if (reasons is true && mode == EvalMode.Likelihood)
        {
            throw given.Wrong("cot", "is true, but nothing is written in mode likelihood", "take mode generate");
        }
        return reasons ?? (mode == EvalMode.Generate && info.ChainOfThought is true);
    }

    private static double? Limit(DatasetArguments given) =>
        given.Number("limit") switch
        {
            null => null,
            <= 0 => throw given.Wrong("limit", "is not above 0", "write a count, or a share below 1"),
            >= 1 and var count when !double.IsInteger(count) => throw given.Wrong(
                "limit",
                $"is {count}, neither a count nor a share",
                "write a whole number, or a share below 1"
            ),
            var limit => limit,
        };

    private static string? Split(BenchmarkInfo info, DatasetArguments given)
    {
        var known = info.OtherSplits.Keys.Prepend(info.EvaluationSplit).ToList();
        var split = given.Text("eval_split") is { } name
            ? Known(name, known)
                ?? (info.UsersData && name.Length > 0 ? name : null)
                ?? throw given.Wrong(
                    "eval_split",
                    $"is '{name}', which cannot be evaluated here",
                    DidYouMean.Hint(name, known)
                )
            : null;
        if (split == info.EvaluationSplit)
        {
            return null;
        }
        return split is null || split != info.FewShotSplit
            ? split
            : throw given.Wrong("eval_split", $"is '{split}', where the examples come from", "name another split");
    }

    private static ImmutableArray<SubsetInfo> Subsets(
        BenchmarkInfo info,
        DatasetArguments given,
        ImmutableArray<SubsetInfo> all
    )
    {
        if (given.Texts("subset_list") is not { } names)
        {
            return info.UsersData ? [] : all;
        }
        if (names.IsEmpty)
        {
            throw given.Wrong("subset_list", "is empty", "name a subset or leave it out");
        }
        if (info.UsersData)
        {
            return [.. names.Distinct(StringComparer.Ordinal).Select(name => new SubsetInfo(name))];
        }
        var known = all.Select(subset => subset.Name).ToList();
        var chosen = names.SelectMany(name =>
            Known(name, [.. info.SubsetGroups.Keys]) is { } group ? info.SubsetGroups[group]
            : Known(name, known) is { } subset ? [subset]
            : throw UnknownSubset(info, given, name, [.. known, .. info.SubsetGroups.Keys])
        );
        var set = chosen.ToHashSet(StringComparer.Ordinal);
        return [.. all.Where(subset => set.Contains(subset.Name))];
    }

    private static InputException UnknownSubset(
        BenchmarkInfo info,
        DatasetArguments given,
        string name,
        List<string> known
    )
    {
        var near = DidYouMean.Nearest(name, known) is { } nearest ? $"did you mean '{nearest}'? " : "";
        var remedy =
            known.Count <= MostNamesShown
                ? DidYouMean.Hint(name, known)
                : $"{near}'assay datasets show {info.Name}' lists all {known.Count}";
        return given.Wrong("subset_list", $"has '{name}', which is no subset", remedy);
    }

    private static string? Choice(DatasetArguments given, string key, ImmutableArray<string> known) =>
        given.Text(key) is { } name
            ? Known(name, known)
                ?? throw given.Wrong(key, $"is '{name}', which this benchmark has not", DidYouMean.Hint(name, known))
            : null;

    private static string? Known(string name, IReadOnlyCollection<string> known) =>
        known.FirstOrDefault(candidate => candidate == name)
        ?? known.FirstOrDefault(candidate => string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase));
}
