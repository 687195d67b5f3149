using Assay.Benchmarks;
using Assay.Prompts;
using Assay.Testing;
using Assay.Tests.Support;

namespace Assay.Parity.Tests;

public sealed class BbhParityTests
{
    private static readonly Bbh Benchmark = new();

    public static TheoryData<string, string> Runs
    {
        get
        {
            var runs = new TheoryData<string, string>();
            foreach (var mode in (string[])["cot", "direct"])
            {
                foreach (var task in Tasks)
                {
                    runs.Add(mode, task);
                }
            }
            return runs;
        }
    }

    private static readonly string[] Tasks =
    [
        "boolean_expressions",
        "date_understanding",
        "dyck_languages",
        "geometric_shapes",
        "logical_deduction_five_objects",
        "logical_deduction_three_objects",
        "multistep_arithmetic_two",
        "object_counting",
        "reasoning_about_colored_objects",
        "salient_translation_error_detection",
        "sports_understanding",
        "tracking_shuffled_objects_five_objects",
        "tracking_shuffled_objects_three_objects",
        "word_sorting",
    ];

    [Theory]
    [MemberData(nameof(Runs))]
    public void Verdicts_of_the_authors_are_reproduced_in_every_row(string mode, string task)
    {
        var (samples, outputs) = Read(mode, task);

        foreach (var protocol in (string[])[Protocol.Llmuses, Protocol.Official])
        {
            var settings = Settings.Of(Benchmark, protocol) with { ChainOfThought = mode == "cot" };
            for (var i = 0; i < samples.Count; i++)
            {
                var right = Recorded.IsRight(Benchmark, samples[i], outputs[i].Prediction, settings);
                Assert.True(
                    right == AuthorsVerdict(outputs[i].Prediction, samples[i].Reference, mode),
                    $"{protocol} {task} {i}"
                );
            }
        }
        Assert.Equal(250, samples.Count);
    }

    [Theory]
    [InlineData("cot", 2_582)]
    [InlineData("direct", 1_683)]
    public void Totals_equal_the_published_ones(string mode, int right)
    {
        var settings = Settings.Of(Benchmark) with { ChainOfThought = mode == "cot" };
        var published = Recorded.Document("recorded/bbh-codex/expected.json").GetProperty(mode);
        var counts = Tasks.ToDictionary(
            task => task,
            task =>
            {
                var (samples, outputs) = Read(mode, task);
                return samples
                    .Where((sample, i) => Recorded.IsRight(Benchmark, sample, outputs[i].Prediction, settings))
                    .Count();
            }
        );

        Assert.Equal(
            Tasks.ToDictionary(task => task, task => published.GetProperty(task).GetProperty("correct").GetInt32()),
            counts
        );
        Assert.Equal(right, counts.Values.Sum());
    }

    /// <summary>
    /// The authors' answer-only prompts differ from their chain-of-thought prompts in these places, by slips of the hand.
    /// </summary>
    private static readonly Dictionary<string, (string Ours, string Theirs)> SlipsInAnswerOnlyPrompts = new()
    {
        ["date_understanding"] = ("(B) 01/03/1963", "(B) 01/03/1961"),
        ["tracking_shuffled_objects_three_objects"] = ("end of the dance, Alice", "end of thehg sy dance, Alice"),
    };

    [Theory]
    [MemberData(nameof(Runs))]
    public void Official_prompts_equal_those_that_Codex_was_asked(string mode, string task)
    {
        var (samples, outputs) = Read(mode, task);
        var settings = Settings.Of(Benchmark, Protocol.Official) with { ChainOfThought = mode == "cot" };
        var shots = new Shots([], File.ReadAllText(SharedData.Require($"datasets/bbh/cot-prompts/{task}.txt")));

        for (var i = 0; i < samples.Count; i++)
        {
            var prompt = Benchmark.Ask(samples[i], shots, settings).Text;
            if (mode == "direct" && SlipsInAnswerOnlyPrompts.TryGetValue(task, out var slip))
            {
                Assert.Contains(slip.Ours, prompt, StringComparison.Ordinal);
                var at = prompt.IndexOf(slip.Ours, StringComparison.Ordinal);
                prompt = prompt[..at] + slip.Theirs + prompt[(at + slip.Ours.Length)..];
            }
            Assert.Equal(outputs[i].Input, prompt);
        }
    }

    /// <summary>The rule of the recorded sets' README, which reproduces the published counts.</summary>
    private static bool AuthorsVerdict(string prediction, string gold, string mode)
    {
        if (mode == "direct")
        {
            return prediction.Trim() == gold;
        }
        var parts = prediction.Split("the answer is ", 2);
        var answer = parts[^1].Trim();
        return (answer.EndsWith('.') ? answer[..^1] : answer) == gold;
    }

    private static (List<Sample> Samples, List<(string Input, string Prediction)> Outputs) Read(
        string mode,
        string task
    )
    {
        var samples = Recorded.Samples(
            Benchmark,
            task,
            Recorded.Document($"bbh/bbh/{task}.json").GetProperty("examples").EnumerateArray()
        );
        var outputs = Recorded
            .Document($"recorded/bbh-codex/{mode}/{task}.json.gz")
            .GetProperty("outputs")
            .EnumerateArray()
            .Select(row => (row.GetProperty("input").GetString()!, row.GetProperty("prediction").GetString()!))
            .ToList();
        return (samples, outputs);
    }
}
