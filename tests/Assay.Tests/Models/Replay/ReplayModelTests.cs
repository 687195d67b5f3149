using Assay.Models;
using Assay.Models.Replay;
using Assay.Testing;

namespace Assay.Tests.Models.Replay;

public sealed class ReplayModelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_recorded_text_is_the_answer()
    {
        await using var model = Open("""{"dataset": "gsm8k", "subset": "main", "index": 3, "text": "It is \"4\" ✓"}""");

        Assert.Equal("It is \"4\" ✓", await model.AskAsync(3));
    }

    [Fact]
    public async Task What_stands_beside_the_text_comes_along()
    {
        await using var model = Open(
            """{"text": "4", "index": 0, "usage": {"prompt_tokens": 7, "completion_tokens": 2, "cost": {}}, "reasoning": "2+2", "finish_reason": "stop", "gold": ["x"], "dataset": "gsm8k", "subset": "main"}"""
        );

        var answer = await model.GenerateAsync(
            Requests.Text(Requests.Origin(Requests.Sample("gsm8k", "main", 0))),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(
            new Generated("4")
            {
                Reasoning = "2+2",
                FinishReason = "stop",
                Usage = new TokenUsage(7, 2),
            },
            answer
        );
    }

    [Fact]
    public async Task Recorded_likelihoods_are_the_scores_of_the_choices()
    {
        await using var model = Open(
            """{"dataset": "mmlu", "subset": "virology", "index": 0, "likelihoods": [{"logprob": -3.25, "tokens": 2, "greedy": false}, {"logprob": "-Infinity", "greedy": null}]}"""
        );

        var scores = await ScoreAsync(model, "virology", " A", " B");

        Assert.Equal([new Likelihood(-3.25, 2, false), new Likelihood(double.NegativeInfinity)], scores.Choices);
    }

    [Fact]
    public async Task A_sample_without_a_line_fails()
    {
        await using var model = Open("""{"dataset": "gsm8k", "subset": "main", "index": 0, "text": "4"}""");

        var failure = await FailureAsync(() => model.AskAsync(17));

        Assert.Equal("no recorded answer", failure.Message);
    }

    [Fact]
    public async Task A_recorded_error_fails_the_sample_with_that_error()
    {
        await using var model = Open(
            """{"dataset": "gsm8k", "subset": "main", "index": 0, "error": "too long", "text": "4"}"""
        );

        var failure = await FailureAsync(() => model.AskAsync(0));

        Assert.Equal("too long", failure.Message);
    }

    [Fact]
    public async Task Of_two_lines_for_one_sample_the_later_counts()
    {
        await using var model = Open(
            """{"dataset": "gsm8k", "subset": "main", "index": 0, "error": "time-out"}""",
            """{"dataset": "gsm8k", "subset": "main", "index": 0, "text": "late"}"""
        );

        Assert.Equal("late", await model.AskAsync(0));
    }

    [Fact]
    public async Task Each_repeat_has_its_own_answer()
    {
        await using var model = Open(
            """{"dataset": "gsm8k", "subset": "main", "index": 0, "repeat": 1, "text": "second"}""",
            """{"dataset": "gsm8k", "subset": "main", "index": 0, "repeat": 0, "text": "first"}"""
        );

        Assert.Equal("first", await model.AskAsync(0));
        Assert.Equal("second", await model.AskAsync(0, repeat: 1));
    }

    [Fact]
    public async Task A_repeat_that_was_not_recorded_fails_rather_than_repeating_an_answer()
    {
        await using var model = Open("""{"dataset": "gsm8k", "subset": "main", "index": 0, "text": "4"}""");

        var failure = await FailureAsync(() => model.AskAsync(0, repeat: 1));

        Assert.Equal("no recorded answer", failure.Message);
    }

    [Theory]
    [InlineData("""{"dataset": "GSM8K", "subset": "Main", "index": 0, "text": "4"}""")]
    [InlineData("""{"dataset": "grade_school_math", "subset": "main", "index": 0, "text": "4"}""")]
    [InlineData("""{"dataset": "gsm8k", "index": 0, "text": "4"}""")]
    [InlineData(
        """{"dataset": "gsm8k", "subset": null, "index": 0, "text": "4", "likelihoods": null, "error": null}"""
    )]
    [InlineData("""{"dataset": "gsm\u0038k", "subset": "ma\u0069n", "index": 0, "text": "4"}""")]
    public async Task Names_match_in_either_case_by_alias_and_without_the_only_subset(string line)
    {
        await using var model = Open(line);

        Assert.Equal("4", await model.AskAsync(0));
    }

    [Fact]
    public async Task Lines_that_name_a_data_set_by_alias_and_by_name_are_one_recording()
    {
        await using var model = Open(
            """{"dataset": "grade_school_math", "subset": "main", "index": 0, "text": "zero"}""",
            """{"dataset": "gsm8k", "subset": "main", "index": 1, "text": "one"}"""
        );

        Assert.Equal(["zero", "one"], [await model.AskAsync(0), await model.AskAsync(1)]);
    }

    [Fact]
    public async Task A_line_may_answer_in_both_ways()
    {
        await using var model = Open(
            """{"dataset": "mmlu", "subset": "virology", "index": 0, "text": "B", "likelihoods": [{"logprob": -1}]}"""
        );

        Assert.Equal("B", await model.AskAsync(0, "mmlu", "virology"));
        Assert.Equal(-1, (await ScoreAsync(model, "virology", " A")).Choices[0].LogProb);
    }

    [Fact]
    public async Task A_text_where_likelihoods_are_needed_says_what_to_set()
    {
        await using var model = Open("""{"dataset": "mmlu", "subset": "virology", "index": 0, "text": "B"}""");

        var failure = await FailureAsync(() => ScoreAsync(model, "virology", " A", " B"));

        Assert.Equal("the sample was recorded with a text; set mode=generate in --dataset-args", failure.Message);
    }

    [Fact]
    public async Task Likelihoods_where_a_text_is_needed_say_what_to_set()
    {
        await using var model = Open(
            """{"dataset": "mmlu", "subset": "virology", "index": 0, "likelihoods": [{"logprob": -1}]}"""
        );

        var failure = await FailureAsync(() => model.AskAsync(0, "mmlu", "virology"));

        Assert.Equal(
            "the sample was recorded with log-likelihoods; set mode=likelihood in --dataset-args",
            failure.Message
        );
    }

    [Fact]
    public async Task Likelihoods_of_another_number_of_choices_fail_the_sample()
    {
        await using var model = Open(
            """{"dataset": "mmlu", "subset": "virology", "index": 0, "likelihoods": [{"logprob": -1}]}"""
        );

        var failure = await FailureAsync(() => ScoreAsync(model, "virology", " A", " B"));

        Assert.Equal("the sample was recorded with 1 log-likelihoods, 2 are needed", failure.Message);
    }

    [Theory]
    [InlineData("\"text\": \"B\"", ModelNeeds.Likelihood, "mode=generate")]
    [InlineData("\"likelihoods\": [{\"logprob\": -1}]", ModelNeeds.Chat, "mode=likelihood")]
    public async Task A_recording_that_can_answer_nothing_is_refused_before_the_run(
        string answer,
        ModelNeeds needs,
        string remedy
    )
    {
        await using var model = Open($$"""{"dataset": "mmlu", "subset": "virology", "index": 0, {{answer}}}""");

        var refusal = await Assert.ThrowsAsync<InputException>(async () =>
            await model.PrepareAsync(needs, TestContext.Current.CancellationToken)
        );

        Assert.Contains(remedy, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_is_no_valid_Unicode_fails_its_sample_alone()
    {
        await using var model = Open(
            """{"dataset": "gsm8k", "index": 0, "text": "half of a pair: \ud83d"}""",
            """{"dataset": "gsm8k", "index": 1, "text": "whole"}"""
        );

        var failure = await FailureAsync(() => model.AskAsync(0));

        Assert.StartsWith("the recorded answer cannot be read", failure.Message, StringComparison.Ordinal);
        Assert.Equal("whole", await model.AskAsync(1));
    }

    [Fact]
    public async Task Rows_that_are_far_apart_are_found()
    {
        await using var model = Open(
            """{"dataset": "gsm8k", "index": 2147483647, "text": "last"}""",
            """{"dataset": "gsm8k", "index": 0, "text": "first"}"""
        );

        Assert.Equal(["first", "last"], [await model.AskAsync(0), await model.AskAsync(int.MaxValue)]);
    }

    private ReplayModel Open(params string[] lines) =>
        ReplayModel.Open(folder.Write("recorded.jsonl", string.Join('\n', lines)));

    private static async Task<Likelihoods> ScoreAsync(
        ReplayModel model,
        string subset,
        params string[] continuations
    ) =>
        await model.ScoreAsync(
            Requests.Scores(Requests.Origin(Requests.Sample("mmlu", subset, 0)), [.. continuations]),
            TestContext.Current.CancellationToken
        );

    private static async Task<ModelException> FailureAsync(Func<Task> ask)
    {
        var failure = await Assert.ThrowsAsync<ModelException>(ask);
        Assert.Equal(ModelFailure.Rejected, failure.Failure);
        return failure;
    }
}
