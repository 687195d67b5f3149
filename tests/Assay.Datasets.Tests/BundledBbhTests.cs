using Assay.Benchmarks;
using Assay.Models;
using Assay.Prompts;

namespace Assay.Datasets.Tests;

public sealed class BundledBbhTests
{
    private static readonly MiniBbh Benchmark = new();

    public static TheoryData<string> Tasks { get; } = [.. Benchmark.Info.Subsets.Select(task => task.Name)];

    [Theory]
    [MemberData(nameof(Tasks))]
    public void A_task_has_the_rows_that_the_datasheet_declares(string task) =>
        Assert.Equal(
            Benchmark.Info.Subsets.Single(subset => subset.Name == task).Rows,
            Bundled.Samples(Benchmark, task, "test").Count
        );

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Three_worked_examples_conclude_as_the_authors_scorer_reads_them(string task)
    {
        var worked = WorkedExamples.Parse(PromptFile(task), "Q: ");

        Assert.Equal(3, worked.Examples.Length);
        Assert.NotEmpty(worked.Head);
        Assert.All(worked.Examples, example => Assert.Matches(@"\nA: Let's think step by step\.\n", example));
        Assert.All(worked.Examples, example => Assert.Matches(@"So the answer is [^ ]+\.$", example));
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void No_question_is_asked_twice_or_shown_as_an_example(string task)
    {
        var worked = PromptFile(task);
        var asked = Bundled.Samples(Benchmark, task, "test");

        Assert.Distinct(asked.Select(sample => sample.Question));
        Assert.All(asked, sample => Assert.DoesNotContain(sample.Question, worked, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void The_references_are_right_by_every_protocol(string task) =>
        Assert.All(
            Bundled.Samples(Benchmark, task, "test"),
            sample =>
                Assert.All(
                    Benchmark.Info.Protocols,
                    protocol => Assert.Equal(1, Score(sample, $"So the answer is {sample.Reference}.", protocol))
                )
        );

    [Fact]
    public void Truth_values_are_those_of_their_expressions()
    {
        var samples = Bundled.Samples(Benchmark, "boolean_expressions", "test");

        Assert.All(
            samples,
            sample => Assert.Equal(new TruthValue(sample.Question).Evaluate().ToString(), sample.Reference)
        );
        Assert.InRange(samples.Count(sample => sample.Reference == "True"), 6, 9);
    }

    [Fact]
    public void Every_letter_is_right_about_equally_often()
    {
        var keys = Bundled.Keys(Bundled.Samples(Benchmark, "date_understanding", "test"));

        Assert.All((string[])["A", "B", "C", "D"], letter => Assert.InRange(keys[letter], 3, 4));
    }

    private static double Score(Sample sample, string text, string protocol) =>
        Benchmark
            .Score(
                sample,
                new Generated(text),
                new BenchmarkSettings
                {
                    Protocol = protocol,
                    Mode = EvalMode.Generate,
                    FewShot = 3,
                    ChainOfThought = true,
                    Subsets = Benchmark.Info.Subsets,
                }
            )
            .Values[0]
            .Value;

    private static string PromptFile(string task) =>
        Bundled
            .Source.ReadTextAsync(
                new DataAddress(Benchmark.Info, task, "test"),
                Benchmark.Info.PromptFile!,
                TestContext.Current.CancellationToken
            )
            .AsTask()
            .GetAwaiter()
            .GetResult()!;

    /// <summary>A Boolean expression: brackets, then not, then and, then or.</summary>
    private sealed class TruthValue(string question)
    {
        private readonly string[] words = question.Split(' ');
        private int at;

        public bool Evaluate()
        {
            var value = Or();
            Assert.Equal("is", words[at]);
            return value;
        }

        private bool Or()
        {
            var value = And();
            while (Take("or"))
            {
                value |= And();
            }
            return value;
        }

        private bool And()
        {
            var value = Not();
            while (Take("and"))
            {
                value &= Not();
            }
            return value;
        }

        private bool Not()
        {
            if (Take("not"))
            {
                return !Not();
            }
            if (Take("("))
            {
                var inner = Or();
                Assert.True(Take(")"));
                return inner;
            }
            return bool.Parse(words[at++]);
        }

        private bool Take(string word)
        {
            if (words[at] != word)
            {
                return false;
            }
            at++;
            return true;
        }
    }
}
