using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Prompts;
using Assay.Train.Data;

namespace Assay.Train.Tests;

/// <summary>The frames that the model learns are those in which it will be asked.</summary>
public sealed class FramesTests
{
    private const string Looked = "Snow yes\nA. Grass no\nB. Blood no\nC. Snow yes\nThe answer is C<|im_end|>";

    private static readonly ChoiceExercise Red = new("colours", "Which is red?", ["Grass", "Blood", "Snow", "Coal"], 1);
    private static readonly ChoiceExercise White = new(
        "colours",
        "Which is white?",
        ["Grass", "Blood", "Snow", "Coal"],
        2
    );
    private static readonly WordProblem Two = new("What is 1 + 1?", "1 + 1 = 2.", "2");
    private static readonly WordProblem Thousand = new("What is 999 + 1?", "999 + 1 = 1,000.", "1,000");

    [Fact]
    public void Choices_with_examples_stand_as_MMLU_asks_them() =>
        Assert.Equal(
            Frames.Asked(Ask(new Mmlu(), Sample(White), [Sample(Red)], 1)) + Looked,
            Frames.Choices([Red, White], Frames.Preface("colours"), chat: true).Text
        );

    [Fact]
    public void A_letter_after_plain_text_is_the_continuation_that_is_scored()
    {
        var prompt = new Mmlu().Ask(
            Sample(White),
            Shots.None,
            Settings(new Mmlu(), 0) with
            {
                Mode = EvalMode.Likelihood,
            }
        );

        Assert.Equal(
            prompt.Text + prompt.Continuations[2] + "<|endoftext|>",
            Frames.Choices([White], Frames.Preface("colours"), chat: false).Text
        );
    }

    [Fact]
    public void A_single_choice_stands_as_ARC_asks_it() =>
        Assert.Equal(
            Frames.Asked(Ask(new Arc(), Sample(White), [], 0)) + Looked,
            Frames.Choices([White], "", chat: true).Text
        );

    [Fact]
    public void Problems_with_examples_stand_as_GSM8K_asks_them()
    {
        var shots = new Shots([], "Question: What is 1 + 1?\nLet's think step by step\n1 + 1 = 2.\nThe answer is 2");
        var gsm = new Gsm8k();
        var prompt = gsm.Ask(Sample(Thousand), shots, Settings(gsm, 4));

        Assert.Equal(
            Frames.Asked(prompt.Text) + "999 + 1 = 1,000.\nThe answer is 1000<|im_end|>",
            Frames.Problems([Two, Thousand], chat: true).Text
        );
    }

    [Fact]
    public void A_single_problem_ends_as_the_data_do()
    {
        var gsm = new Gsm8k();
        var prompt = gsm.Ask(Sample(Thousand), Shots.None, Settings(gsm, 0));

        Assert.Equal(
            Frames.Asked(prompt.Text) + "999 + 1 = 1,000.\n#### 1,000<|im_end|>",
            Frames.Problems([Thousand], chat: true).Text
        );
    }

    [Fact]
    public void Tasks_stand_as_BBH_asks_them()
    {
        var task = new ReasoningTask(BooleanTasks.Head, "not False is", BooleanTasks.Reason("not False"));
        var shots = new Shots([], $"{task.Head}\n\nQ: {task.Question}\nA: Let's think step by step.\n{task.Reasoning}");
        var bbh = new Bbh();
        var sample = new Sample
        {
            Dataset = "bbh",
            Subset = "boolean_expressions",
            Index = 0,
            Question = "not True is",
            Reference = "False",
        };
        var asked = task with { Question = "not True is", Reasoning = BooleanTasks.Reason("not True") };

        Assert.Equal(
            Frames.Asked(bbh.Ask(sample, shots, Settings(bbh, 3)).Text) + asked.Reasoning + "<|im_end|>",
            Frames.Tasks([task, asked], chat: true).Text
        );
    }

    [Fact]
    public void Examples_may_have_other_steps_than_the_reply()
    {
        var task = new ReasoningTask(
            "Count.",
            "A pen and a cup?",
            "1 + 1 = 2. So the answer is 2.",
            "Two. So the answer is 2."
        );

        Assert.Equal(
            Frames.Asked(
                "Follow the given examples and answer the question.\nCount.\n\n"
                    + "Q: A pen and a cup?\nA: Let's think step by step.\nTwo. So the answer is 2.\n\n"
                    + "Q: A pen and a cup?\nA: Let's think step by step."
            ) + "1 + 1 = 2. So the answer is 2.<|im_end|>",
            Frames.Tasks([task, task], chat: true, foreign: true).Text
        );
    }

    private static string Ask(Benchmark benchmark, Sample sample, ImmutableArray<Sample> examples, int shots) =>
        benchmark.Ask(sample, new(examples), Settings(benchmark, shots)).Text;

    private static BenchmarkSettings Settings(Benchmark benchmark, int shots) =>
        new()
        {
            Protocol = Protocol.Llmuses,
            Mode = EvalMode.Generate,
            FewShot = shots,
            ChainOfThought = benchmark.Info.ChainOfThought ?? false,
            Subsets = [],
        };

    private static Sample Sample(ChoiceExercise exercise) =>
        new()
        {
            Dataset = "d",
            Subset = exercise.Subject,
            Index = 0,
            Question = exercise.Question,
            Choices = [.. exercise.Choices.Select((text, i) => new Choice($"{(char)('A' + i)}", text))],
            Reference = $"{exercise.Letter}",
        };

    private static Sample Sample(WordProblem problem) =>
        new()
        {
            Dataset = "d",
            Subset = "main",
            Index = 0,
            Question = problem.Question,
            Reference = problem.Answer,
        };
}
