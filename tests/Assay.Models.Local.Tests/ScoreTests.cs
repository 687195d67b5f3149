using System.Collections.Immutable;
using Assay.Models.Local.Tests.Engine;
using Assay.Models.Local.Tests.Reference;

namespace Assay.Models.Local.Tests;

/// <summary>Log-likelihoods of texts, and of long ones by windows.</summary>
public sealed class ScoreTests
{
    private const string Context = "Tom has 3 apples and Ann has 4 pears. Together they have";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Continuations_are_scored_in_order_as_each_alone()
    {
        await using var model = TinyModel.Open();
        ImmutableArray<string> texts = [" 7", " seven pieces of fruit", " 9", " 7"];

        var together = await model.ScoreAsync(Requests.Score(Context, texts), Cancellation);

        for (var i = 0; i < texts.Length; i++)
        {
            var alone = await model.ScoreAsync(Requests.Score(Context, texts[i]), Cancellation);
            Assert.Equal(alone.Choices[0].LogProb, together.Choices[i].LogProb, 1e-4);
            Assert.Equal(alone.Choices[0].Tokens, together.Choices[i].Tokens);
        }
        Assert.Equal(together.Choices[0].LogProb, together.Choices[3].LogProb, 1e-4);
    }

    [Fact]
    public async Task A_score_is_the_sum_over_the_tokens_behind_the_context()
    {
        await using var model = TinyModel.Open();
        var reference = ReferenceModel.Load(TinyModel.Folder);
        int[] context = [.. model.Encode(Context)];
        int[] continuation = [.. model.Encode(Context + " 7 pieces")[context.Length..]];

        var scored = (await model.ScoreAsync(Requests.Score(Context, " 7 pieces"), Cancellation)).Choices[0];

        Assert.Equal(Jobs.Expected(reference, context, continuation).Sum(), scored.LogProb, 1e-3);
        Assert.Equal(continuation.Length, scored.Tokens);
    }

    [Fact]
    public async Task Several_continuations_compute_their_context_once()
    {
        await using var model = TinyModel.Open();
        var context = model.Encode(Context).Length;

        await model.ScoreAsync(Requests.Score(Context, " 7", " 8", " 9"), Cancellation);

        Assert.InRange(model.Work.Computed, context, context + 6);
    }

    [Fact]
    public async Task What_greedy_decoding_gives_is_scored_as_greedy()
    {
        await using var model = TinyModel.Open();
        var context = model.Encode(Context);
        var greedy = await model.Tokens([.. context], new() { MaxTokens = 5 });
        ImmutableArray<int> chosen = [.. greedy.Select(token => token.Id)];

        var scores = await model.ScoreTokensAsync(context, [chosen, [.. chosen[..4], 5]], 0, Cancellation);

        Assert.All(scores[0], score => Assert.True(score.Greedy));
        Assert.False(scores[1][^1].Greedy);
    }

    [Fact]
    public async Task Nothing_to_score_is_no_mistake()
    {
        await using var model = TinyModel.Open();

        Assert.Empty((await model.ScoreAsync(Requests.Score(Context), Cancellation)).Choices);
        Assert.Empty(await model.ScoreTokensAsync([5], [], 0, Cancellation));
        Assert.Equal(0, (await model.ScoreAsync(Requests.Score(Context, ""), Cancellation)).Choices[0].LogProb);
    }

    [Fact]
    public async Task A_context_that_is_too_long_is_cut_from_the_left_and_that_is_counted()
    {
        await using var model = TinyModel.Open(context: 16);
        await using var whole = TinyModel.Open();
        int[] all = [.. whole.Encode(Context + " 7 pieces")];
        var continuation = all.Length - whole.Encode(Context).Length;

        var scored = await model.ScoreAsync(Requests.Score(Context, " 7 pieces"), Cancellation);

        // The last token takes no room: the model sees the 16 before it.
        int[] kept = all[^17..];
        var expected = await whole.ScoreTokensAsync(
            [.. kept[..^continuation]],
            [
                [.. kept[^continuation..]],
            ],
            0,
            Cancellation
        );
        Assert.Equal(expected[0].Sum(score => score.LogProb), scored.Choices[0].LogProb, 1e-4);
        Assert.Equal(all.Length - 17, scored.CutTokens);
    }

    [Fact]
    public async Task A_continuation_that_is_too_long_itself_is_cut_too()
    {
        await using var model = TinyModel.Open(context: 8);

        var scored = await model.ScoreAsync(Requests.Score("The", Context), Cancellation);

        Assert.Equal(8, scored.Choices[0].Tokens);
        Assert.InRange(scored.CutTokens, 1, 100);
    }

    [Fact]
    public async Task Tokens_that_do_not_fit_are_refused()
    {
        await using var model = TinyModel.Open(context: 8);

        var error = await Assert.ThrowsAsync<ModelException>(() =>
            model.ScoreTokensAsync(
                [.. Enumerable.Repeat(5, 8)],
                [
                    [6],
                    [6, 7],
                ],
                0,
                Cancellation
            )
        );

        Assert.Equal(ModelFailure.Rejected, error.Failure);
    }

    [Fact]
    public async Task An_empty_context_and_unknown_tokens_are_refused()
    {
        await using var model = TinyModel.Open();

        foreach (var (context, continuation) in new (int[], int[])[] { ([], [5]), ([5], [2048]), ([-1], [5]) })
        {
            var error = await Assert.ThrowsAsync<ModelException>(() =>
                model.ScoreTokensAsync(
                    [.. context],
                    [
                        [.. continuation],
                    ],
                    0,
                    Cancellation
                )
            );
            Assert.Equal(ModelFailure.Rejected, error.Failure);
        }
    }

    [Fact]
    public async Task A_text_that_fits_is_scored_at_once()
    {
        await using var model = TinyModel.Open();
        var begin = model.Tokenizer.BosId ?? model.Tokenizer.EosId!.Value;
        var tokens = model.Tokenizer.Encode(Context, addSpecial: false);

        var scored = await model.ScoreTextAsync(Context, cancellationToken: Cancellation);

        var expected = await model.ScoreTokensAsync(
            [begin],
            [
                [.. tokens],
            ],
            0,
            Cancellation
        );
        Assert.Equal(expected[0].Sum(score => score.LogProb), scored.LogProb, 1e-4);
        Assert.Equal(tokens.Count, scored.Tokens);
    }

    [Theory]
    [InlineData(8, 4)]
    [InlineData(8, 1)]
    [InlineData(8, 7)]
    [InlineData(7, 3)]
    [InlineData(2, 1)]
    public async Task Windows_score_every_token_once_with_the_context_that_they_promise(int window, int stride)
    {
        await using var model = TinyModel.Open();
        var reference = ReferenceModel.Load(TinyModel.Folder);
        int[] all =
        [
            model.Tokenizer.BosId ?? model.Tokenizer.EosId!.Value,
            .. model.Tokenizer.Encode(Context, addSpecial: false),
        ];
        var expected = Jobs.Expected(reference, all[..1], all[1..Math.Min(window, all.Length)]).Sum();
        for (var first = window; first < all.Length; first += stride)
        {
            var end = Math.Min(all.Length, first + stride);
            expected += Jobs.Expected(reference, all[(end - window)..first], all[first..end]).Sum();
        }

        var scored = await model.ScoreTextAsync(Context, window, stride, Cancellation);

        Assert.Equal(expected, scored.LogProb, 1e-3);
        Assert.Equal(all.Length - 1, scored.Tokens);
    }

    [Fact]
    public async Task A_window_is_no_wider_than_the_context()
    {
        await using var model = TinyModel.Open(context: 16);

        var scored = await model.ScoreTextAsync(Context, window: 4000, cancellationToken: Cancellation);

        Assert.Equal(model.Tokenizer.Count(Context), scored.Tokens);
    }

    [Fact]
    public async Task An_empty_text_is_certain()
    {
        await using var model = TinyModel.Open();

        Assert.Equal(new Likelihood(0, 0, true), await model.ScoreTextAsync("", cancellationToken: Cancellation));
    }
}
