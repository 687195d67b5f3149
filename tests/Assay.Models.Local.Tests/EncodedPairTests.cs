using Assay.Testing;
using Assay.Tokenizers;

namespace Assay.Models.Local.Tests;

/// <summary>Rules of EleutherAI/lm-evaluation-harness, <c>TemplateLM._encode_pair</c> and <c>loglikelihood</c>.</summary>
public sealed class EncodedPairTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_pair_is_encoded_as_one_text_and_parted_behind_the_encoded_context() => Pair("ab", "cde", [8], [9, 6]);

    [Fact]
    public void Blanks_at_the_end_of_the_context_go_to_the_continuation() => Pair("ab ", "c", [8], [10]);

    [Fact]
    public void Blanks_in_front_of_the_continuation_stay_there() => Pair("ab", " c", [8], [10]);

    [Fact]
    public void A_merge_over_the_border_is_scored_as_the_text_has_it()
    {
        // "a" is one token and "abb" begins with another: what is longer than the context's one token is the continuation.
        Pair("a", "bb", [8], [3]);
    }

    [Fact]
    public void A_continuation_that_melts_into_the_context_is_scored_with_it()
    {
        Pair("ca", "b", [4], [8]);
        Pair("a", "b", [0], [8]);
    }

    [Fact]
    public void Without_a_context_the_token_that_begins_a_text_takes_its_place()
    {
        Pair("", "ab", [0], [8]);
        Pair("  ", "c", [0], [7, 10]);
    }

    [Fact]
    public void A_begin_that_the_tokenizer_puts_is_not_put_twice()
    {
        Same(Encoded("", "ab", HandMadeTokenizer.LettersWithBegin), [0], [8]);
        Same(Encoded("c", "ab", HandMadeTokenizer.LettersWithBegin), [0, 4], [8]);
    }

    [Fact]
    public void An_empty_continuation_has_no_tokens() => Pair("ab", "", [8], []);

    [Theory]
    [InlineData(6, 0, new[] { 1, 2, 3 }, new[] { 4, 5, 6, 7 })]
    [InlineData(5, 1, new[] { 2, 3 }, new[] { 4, 5, 6, 7 })]
    [InlineData(4, 2, new[] { 3 }, new[] { 4, 5, 6, 7 })]
    [InlineData(3, 3, new[] { 4 }, new[] { 5, 6, 7 })]
    [InlineData(1, 5, new[] { 6 }, new[] { 7 })]
    public void What_does_not_fit_is_cut_from_the_left(int room, int dropped, int[] context, int[] continuation)
    {
        var fitted = new EncodedPair([1, 2, 3], [4, 5, 6, 7]).Fit(room, out var cut);

        Assert.Equal(dropped, cut);
        Same(fitted, context, continuation);
    }

    private void Pair(string context, string continuation, int[] first, int[] second) =>
        Same(Encoded(context, continuation, HandMadeTokenizer.Letters), first, second);

    private EncodedPair Encoded(string context, string continuation, string tokenizer)
    {
        folder.Write("tokenizer.json", tokenizer);
        folder.Write("tokenizer_config.json", HandMadeTokenizer.Settings);
        return EncodedPair.Of(TokenizerFolder.Open(folder.Path), context, continuation);
    }

    private static void Same(EncodedPair pair, int[] context, int[] continuation)
    {
        Assert.Equal(context, pair.Context);
        Assert.Equal(continuation, pair.Continuation);
    }
}
