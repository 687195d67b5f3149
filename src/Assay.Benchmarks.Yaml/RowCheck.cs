using Assay.Prompts;

namespace Assay.Benchmarks.Yaml;

/// <summary>Looks at rows one by one, and keeps what is wrong with them.</summary>
internal sealed class RowCheck(YamlBenchmark benchmark)
{
    private readonly BenchmarkSettings settings = SettingsReader.Read(benchmark.Info) with { FewShot = 0 };
    private readonly Dictionary<string, string> ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> questions = new(StringComparer.Ordinal);
    private readonly List<(string Location, Sample Sample)> all = [];

    /// <summary>What is wrong.</summary>
    public List<InputException> Mistakes { get; } = [];

    /// <summary>Rows by subset.</summary>
    public List<(string Subset, int Count)> Counts { get; } = [];

    /// <summary>The first, a middle and the last sample.</summary>
    public IEnumerable<(string Location, Sample Sample)> Shown =>
        new[] { 0, all.Count / 2, all.Count - 1 }.Distinct().Where(i => i >= 0 && i < all.Count).Select(i => all[i]);

    /// <summary>Looks at the questions of a subset.</summary>
    public void Look(string subset, CancellationToken cancellationToken)
    {
        var count = 0;
        Each(
            benchmark.Info.EvaluationSplit,
            subset,
            (location, sample) =>
            {
                count++;
                all.Add((location, sample));
                CheckId(location, sample);
                CheckQuestion(location, sample);
                CheckAnswer(location, sample);
                _ = benchmark.Ask(sample, Shots.None, settings);
            },
            cancellationToken
        );
        Counts.Add((subset, count));
        if (count == 0 && Mistakes.Count == 0)
        {
            Mistakes.Add(
                new InputException(
                    $"subset '{subset}' has no rows",
                    benchmark.Definition.Columns.Subset?.Place ?? benchmark.Info.Name,
                    "check subsets and data"
                )
            );
        }
    }

    /// <summary>Looks at the split that examples come from.</summary>
    public void LookAtExamples(string split, CancellationToken cancellationToken)
    {
        foreach (var subset in benchmark.Info.Subsets)
        {
            var count = 0;
            Each(
                split,
                subset.Name,
                (location, sample) =>
                {
                    count++;
                    if (questions.TryGetValue(Key(sample), out var asked))
                    {
                        throw new InputException(
                            "the example is a question that is asked",
                            location,
                            $"leave it out here or at {asked}"
                        );
                    }
                },
                cancellationToken
            );
            if (count < benchmark.Info.FewShot && Mistakes.Count == 0)
            {
                Mistakes.Add(
                    new InputException(
                        $"few_shot.num is {benchmark.Info.FewShot}, but '{subset.Name}' has {count} rows in split '{split}'",
                        benchmark.Info.Name,
                        "ask for fewer, or add rows"
                    )
                );
            }
        }
    }

    private void Each(string split, string subset, Action<string, Sample> look, CancellationToken cancellationToken)
    {
        try
        {
            var index = 0;
            foreach (var row in ((YamlDataSource)benchmark.Data).Open(split, subset))
            {
                cancellationToken.ThrowIfCancellationRequested();
                try
                {
                    look(row.Location, benchmark.Parse(row, subset, index));
                }
                catch (InputException mistake)
                {
                    Mistakes.Add(mistake);
                    if (index == 0 && mistake.Where != row.Location)
                    {
                        // The file names something wrongly: every other row would say so again.
                        return;
                    }
                }
                index++;
            }
        }
        catch (InputException mistake)
        {
            Mistakes.Add(mistake);
        }
    }

    private void CheckId(string location, Sample sample)
    {
        if (sample.Fields.TryGetValue(SampleParser.Id, out var id) && !ids.TryAdd(id, location))
        {
            throw new InputException($"id '{id}' is that of {ids[id]} too", location, "give each row its own");
        }
    }

    private void CheckQuestion(string location, Sample sample)
    {
        if (!questions.TryAdd(Key(sample), location))
        {
            throw new InputException(
                $"the row asks what {questions[Key(sample)]} asks",
                location,
                "leave one of them out: it would count twice"
            );
        }
    }

    private void CheckAnswer(string location, Sample sample)
    {
        if (sample.Choices.DistinctBy(choice => choice.Text).Count() < sample.Choices.Length)
        {
            var twice = sample.Choices.GroupBy(choice => choice.Text).First(group => group.Count() > 1);
            throw new InputException(
                $"choices {string.Join(" and ", twice.Select(choice => choice.Label))} are the same",
                location,
                "correct one of them"
            );
        }
        foreach (var metric in benchmark.Definition.Metrics)
        {
            foreach (var reference in sample.Aliases.IsEmpty ? [sample.Reference] : sample.Aliases)
            {
                if (metric.Unfit(reference) is { } why)
                {
                    throw new InputException(
                        $"the answer {why}, as metric {metric.Name} wants it",
                        location,
                        "correct the row, or take another metric"
                    );
                }
            }
        }
    }

    private static string Key(Sample sample) =>
        string.Join('\u0001', [sample.Passage ?? "", sample.Question, .. sample.Choices.Select(choice => choice.Text)]);
}
