using Assay.Models.Local.Tests.Engine;
using Assay.Models.Local.Tests.Reference;
using Assay.Models.Local.Weights;

namespace Assay.Models.Local.Tests;

/// <summary>The model in the box: opened, asked, and the same whatever it is run with.</summary>
public sealed class TinyModelTests
{
    private static readonly string[] Questions = ["What is 2 + 3?", "Say hello.", "Sort: 4 2 9", "The cat sat on the"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_answers_a_chat()
    {
        await using var model = TinyModel.Open();

        var answer = await model.GenerateAsync(Requests.Chat("What is 2 + 3?", new() { MaxTokens = 60 }), Cancellation);

        Assert.NotEqual("", answer.Text);
        Assert.Equal("stop", answer.FinishReason);
        Assert.InRange(answer.Usage.Output, 1, 60);
        Assert.Equal(0, answer.CutTokens);
        Assert.DoesNotContain("<|im_end|>", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_log_probabilities_are_those_of_the_reference()
    {
        await using var model = TinyModel.Open();
        var reference = ReferenceModel.Load(TinyModel.Folder);
        int[] context = [.. model.Encode("The cat sat")];
        int[] continuation = [.. model.Encode(" on the mat and looked.")];

        var scores = await model.ScoreTokensAsync(
            [.. context],
            [
                [.. continuation],
            ],
            0,
            Cancellation
        );

        Jobs.Same(Jobs.Expected(reference, context, continuation), scores[0]);
    }

    [Fact]
    public async Task Threads_change_no_token()
    {
        await using var one = TinyModel.Open(threads: 1);
        await using var two = TinyModel.Open(threads: 2);

        Assert.Equal(await Answers(one), await Answers(two));
    }

    [Fact]
    public async Task Company_changes_no_token()
    {
        await using var alone = TinyModel.Open(sequences: 1);
        await using var together = TinyModel.Open(sequences: 8);

        Assert.Equal(await Answers(alone), await Answers(together));
    }

    [Theory]
    [InlineData(Precision.Float16, 0.999)]
    [InlineData(Precision.BFloat16, 0.9)]
    [InlineData(Precision.Int8, 0.9)]
    [InlineData(Precision.Int4, 0.6)]
    public async Task Fewer_bits_choose_mostly_the_same_tokens(Precision precision, double share)
    {
        await using var full = TinyModel.Open();
        await using var rounded = TinyModel.Open(precision: precision);
        var text = full.Encode("The cat sat on the mat. Tom has 3 apples and 4 pears. How many? 7. The dog is big.");
        var answer = await full.Tokens([.. text], new() { MaxTokens = 100 });
        int[] all = [.. text, .. answer.Select(token => token.Id)];

        var expected = await Choices(full, all);
        var found = await Choices(rounded, all);

        Assert.InRange(expected.Zip(found, (a, b) => a == b ? 1.0 : 0).Average(), share, 1);
    }

    [Theory]
    [InlineData(Precision.BFloat16)]
    [InlineData(Precision.Int8)]
    [InlineData(Precision.Int4)]
    public async Task Other_precisions_are_other_models_to_a_cache(Precision precision)
    {
        await using var full = TinyModel.Open();
        await using var rounded = TinyModel.Open(precision: precision);

        Assert.NotEqual(full.Identity.Details["precision"], rounded.Identity.Details["precision"]);
        Assert.Equal(full.Identity.Details["digest"], rounded.Identity.Details["digest"]);
    }

    private static async Task<string[]> Answers(LocalModel model) =>
        [
            .. (
                await Task.WhenAll(
                    Questions.Select(async question =>
                        (
                            await model.GenerateAsync(Requests.Chat(question, new() { MaxTokens = 40 }), Cancellation)
                        ).Text
                    )
                )
            ),
        ];

    // The token that the model would choose behind each of a text.
    private static async Task<int[]> Choices(LocalModel model, int[] text)
    {
        var scores = await model.ScoreTokensAsync(
            [text[0]],
            [
                [.. text[1..]],
            ],
            1,
            Cancellation
        );
        return [.. scores[0].Select(score => score.Top[0].Key)];
    }
}
