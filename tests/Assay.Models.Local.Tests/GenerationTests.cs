using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Assay.Models.Local.Tests;

/// <summary>What a caller sees of generated texts.</summary>
public sealed class GenerationTests
{
    private const string Prompt = "The cat sat on the";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // What ends a text must not decide here: another training would choose other tokens.
    private static TokenRequest GoingOn(LocalModel model, int tokens, params ImmutableArray<string> stop) =>
        new(model.Encode(Prompt), new() { MaxTokens = tokens, Stop = stop }) { IgnoreEnds = true };

    private static string Text(IEnumerable<GeneratedToken> tokens) => string.Concat(tokens.Select(token => token.Text));

    [Fact]
    public async Task The_text_ends_when_the_tokens_are_used_up()
    {
        await using var model = TinyModel.Open();

        var answer = await model.GenerateAsync(Requests.Text(Prompt, new() { MaxTokens = 3 }), Cancellation);

        Assert.Equal(("length", 3), (answer.FinishReason, answer.Usage.Output));
        Assert.Equal(model.Encode(Prompt).Length, answer.Usage.Input);
    }

    [Fact]
    public async Task Only_the_last_token_has_a_finish_reason()
    {
        await using var model = TinyModel.Open();

        var tokens = await model.Tokens(GoingOn(model, tokens: 5));

        Assert.Equal([null, null, null, null, "length"], tokens.Select(token => token.FinishReason));
    }

    [Fact]
    public async Task A_text_ends_before_its_stop_string_over_tokens()
    {
        await using var model = TinyModel.Open();
        var whole = Text(await model.Tokens(GoingOn(model, tokens: 20)));
        var stop = whole.Substring(6, 5);

        var stopped = await model.Tokens(GoingOn(model, tokens: 20, stop));

        var at = whole.IndexOf(stop, StringComparison.Ordinal);
        Assert.Equal((whole[..at], "stop"), (Text(stopped), stopped[^1].FinishReason));
        Assert.InRange(stopped.Count, 1, 20);
    }

    [Fact]
    public async Task A_stop_string_that_the_last_token_completes_is_a_stop()
    {
        await using var model = TinyModel.Open();
        var whole = Text(await model.Tokens(GoingOn(model, tokens: 6)));

        // All but the first character: too long to be met before the last token.
        var stopped = await model.Tokens(GoingOn(model, tokens: 6, whole[1..]));

        Assert.Equal(6, stopped.Count);
        Assert.Equal("stop", stopped[^1].FinishReason);
        Assert.Equal(whole[..1], Text(stopped));
    }

    [Fact]
    public async Task What_was_held_back_for_a_stop_string_comes_with_the_last_token()
    {
        await using var model = TinyModel.Open();
        var whole = Text(await model.Tokens(GoingOn(model, tokens: 4)));

        var tokens = await model.Tokens(GoingOn(model, tokens: 4, whole + "\u0001"));

        Assert.Equal(["", "", "", whole], tokens.Select(token => token.Text));
        Assert.Equal("length", tokens[^1].FinishReason);
    }

    [Fact]
    public async Task Characters_are_never_cut()
    {
        await using var model = TinyModel.Open();
        int[] prompt = [.. model.Encode(Prompt)];
        var options = new GenerationOptions { MaxTokens = 400, Temperature = 8 };

        var tokens = await model.Tokens(new TokenRequest([.. prompt], options) { Seed = 5, IgnoreEnds = true });

        var text = string.Concat(tokens.Select(token => token.Text));
        Assert.Equal(model.Tokenizer.Decode(tokens.Select(token => token.Id)), text);
        Assert.Contains(tokens, token => model.Tokenizer.BytesOf(token.Id) is [>= 0x80, ..]);
        Assert.All(tokens, token => Assert.True(IsWhole(token.Text)));
    }

    [Fact]
    public async Task End_tokens_end_a_text_unless_they_are_to_be_ignored()
    {
        await using var model = TinyModel.Open();
        var chat = model.EncodeChat([new Message(Role.User, "What is 2 + 3?")]);

        var ended = await model.Tokens(new TokenRequest(chat, new() { MaxTokens = 60 }));
        var ignored = await model.Tokens(new TokenRequest(chat, new() { MaxTokens = 60 }) { IgnoreEnds = true });

        Assert.Equal(("stop", ""), (ended[^1].FinishReason, ended[^1].Text));
        Assert.True(model.Tokenizer.IsSpecial(ended[^1].Id));
        Assert.Equal((60, "length"), (ignored.Count, ignored[^1].FinishReason));
        Assert.DoesNotContain(ignored, token => token.Id == ended[^1].Id);
    }

    [Fact]
    public async Task Log_probabilities_come_when_asked_for()
    {
        await using var model = TinyModel.Open();
        var prompt = model.Encode(Prompt);
        var request = new TokenRequest(prompt, new() { MaxTokens = 3 });

        var without = await model.Tokens(request);
        var with = await model.Tokens(request with { TopLogProbs = 2 });

        Assert.All(without, token => Assert.Null(token.Score));
        Assert.All(
            with,
            token => Assert.Equal((token.Id, 2), (token.Score!.Value.Top[0].Key, token.Score.Value.Top.Length))
        );
        Assert.All(with, token => Assert.True(token.Score!.Value.Greedy));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_text_and_repeats_others()
    {
        await using var model = TinyModel.Open();
        var options = new GenerationOptions
        {
            MaxTokens = 30,
            Temperature = 1.5,
            Seed = 7,
        };

        var texts = new List<string>();
        foreach (var repeat in new[] { 0, 0, 1 })
        {
            texts.Add((await model.GenerateAsync(Requests.Text(Prompt, options, repeat), Cancellation)).Text);
        }

        Assert.Equal(texts[0], texts[1]);
        Assert.NotEqual(texts[0], texts[2]);
    }

    [Fact]
    public async Task Draws_do_not_depend_on_company()
    {
        await using var model = TinyModel.Open();
        var options = new GenerationOptions
        {
            MaxTokens = 30,
            Temperature = 1.2,
            Seed = 7,
        };
        var alone = await model.GenerateAsync(Requests.Text(Prompt, options), Cancellation);

        var together = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(n => model.GenerateAsync(Requests.Text(Prompt, options, repeat: n), Cancellation).AsTask())
        );

        Assert.Equal(alone.Text, together[0].Text);
    }

    [Theory]
    [InlineData(8, 24)]
    [InlineData(1, 31)]
    [InlineData(16, 16)]
    [InlineData(31, 16)]
    [InlineData(5000, 16)]
    [InlineData(null, 16)]
    public async Task A_prompt_that_is_too_long_is_cut_from_the_left_and_that_is_counted(int? answer, int kept)
    {
        await using var model = TinyModel.Open(context: 32);
        var text = string.Join(' ', Enumerable.Repeat("Tom has 3 apples and Ann has 4 pears.", 6));
        var prompt = model.Encode(text);

        var cut = await model.GenerateAsync(Requests.Text(text, new() { MaxTokens = answer }), Cancellation);

        var expected = await model.Tokens([.. prompt[^kept..]], new() { MaxTokens = answer });
        Assert.Equal(prompt.Length - kept, cut.CutTokens);
        Assert.Equal(kept, cut.Usage.Input);
        Assert.Equal(string.Concat(expected.Select(token => token.Text)), cut.Text);
    }

    [Fact]
    public async Task A_prompt_that_fits_is_not_cut_for_an_answer_that_may_be_longer_than_the_context()
    {
        await using var model = TinyModel.Open(context: 32);

        var answer = await model.GenerateAsync(Requests.Text(Prompt, new() { MaxTokens = 512 }), Cancellation);

        Assert.Equal(0, answer.CutTokens);
        Assert.InRange(answer.Usage.Total, 1, 32);
    }

    [Fact]
    public async Task An_empty_prompt_is_refused()
    {
        await using var model = TinyModel.Open();

        var error = await Assert.ThrowsAsync<ModelException>(async () =>
            await model.GenerateAsync(Requests.Text(""), Cancellation)
        );

        Assert.Equal(ModelFailure.Rejected, error.Failure);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2048)]
    public async Task A_token_that_the_model_has_not_is_refused(int id)
    {
        await using var model = TinyModel.Open();

        var error = await Assert.ThrowsAsync<ModelException>(() => model.Tokens([5, id], new()));

        Assert.Equal(ModelFailure.Rejected, error.Failure);
        Assert.Contains(id.ToString(CultureInfo.InvariantCulture), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_that_fill_the_context_are_refused()
    {
        await using var model = TinyModel.Open(context: 32);

        var error = await Assert.ThrowsAsync<ModelException>(() => model.Tokens([.. Enumerable.Repeat(5, 32)], new()));

        Assert.Equal(ModelFailure.Rejected, error.Failure);
        Assert.Contains("32", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_tokens_at_all_cannot_be_asked_for()
    {
        await using var model = TinyModel.Open();

        var error = await Assert.ThrowsAsync<ModelException>(() => model.Tokens([5], new() { MaxTokens = 0 }));

        Assert.Equal(ModelFailure.Rejected, error.Failure);
    }

    [Fact]
    public async Task A_reader_that_goes_away_frees_its_slot()
    {
        await using var model = TinyModel.Open(sequences: 1);
        var endless = new TokenRequest(model.Encode(Prompt), new() { MaxTokens = 2000 }) { IgnoreEnds = true };
        await foreach (var token in model.GenerateTokensAsync(endless, Cancellation))
        {
            break;
        }

        await model.GenerateAsync(Requests.Text(Prompt, new() { MaxTokens = 2 }), Cancellation);

        Assert.InRange(model.Work.Generated, 3, 1999);
    }

    [Fact]
    public async Task A_cancelled_request_gives_no_answer()
    {
        await using var model = TinyModel.Open();
        using var cancel = new CancellationTokenSource();
        var endless = new TokenRequest(model.Encode(Prompt), new() { MaxTokens = 2000 }) { IgnoreEnds = true };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var token in model.GenerateTokensAsync(endless, cancel.Token))
            {
                await cancel.CancelAsync();
            }
        });
    }

    [Fact]
    public async Task After_its_end_a_model_fails_every_request()
    {
        var model = TinyModel.Open();
        await model.DisposeAsync();
        await model.DisposeAsync();

        var generated = await Assert.ThrowsAsync<ModelException>(() => model.Tokens([5], new()));
        var scored = await Assert.ThrowsAsync<ModelException>(() =>
            model.ScoreTokensAsync(
                [5],
                [
                    [6],
                ],
                0,
                Cancellation
            )
        );

        Assert.Equal((ModelFailure.Fatal, ModelFailure.Fatal), (generated.Failure, scored.Failure));
    }

    private static bool IsWhole(string text) =>
        new UTF8Encoding(false, throwOnInvalidBytes: true) is var strict
        && strict.GetString(strict.GetBytes(text)) == text;
}
