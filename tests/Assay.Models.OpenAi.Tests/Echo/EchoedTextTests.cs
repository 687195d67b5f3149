using Assay.Models.OpenAi.Echo;
using CsCheck;

namespace Assay.Models.OpenAi.Tests.Echo;

public sealed class EchoedTextTests
{
    [Fact]
    public void Without_offsets_the_tokens_texts_are_measured_from_the_end() =>
        Assert.Equal(2, First("a b", " c d", ["a", " b", " c", " d", "!"]));

    [Fact]
    public void A_mark_of_the_beginning_counts_for_nothing() =>
        Assert.Equal(3, First("a b", " c", ["<s>", "a", " b", " c", "!"], offsets: [0, 3, 4, 6, 8]));

    [Fact]
    public void A_beginning_that_lost_its_blank_counts_for_nothing() =>
        Assert.Equal(1, First(" a", " c", ["a", " c", "!"], offsets: [0, 1, 3]));

    [Fact]
    public void Offsets_tell_the_border_where_texts_are_written_otherwise() =>
        Assert.Equal(2, First("a b", " c", ["a", "Ġb", "Ġc", "!"], offsets: [0, 1, 3, 5]));

    [Fact]
    public void The_first_bytes_of_a_cut_up_character_belong_to_it() =>
        Assert.Equal(1, First("a", "氷", ["a", "", "", "氷", "!"], offsets: [0, 1, 1, 1, 2]));

    [Fact]
    public void A_mark_of_the_beginning_without_text_is_not_the_continuations() =>
        Assert.Equal(1, First("", "a b", ["", "a", " b", "!"], offsets: [0, 0, 1, 3]));

    [Fact]
    public void Texts_that_are_not_the_prompts_tell_nothing() => Assert.Null(First("a", " b", ["a", "Ġb", "!"]));

    [Fact]
    public void No_tokens_and_no_offsets_tell_nothing() =>
        Assert.Null(EchoedText.FirstOfContinuation("a b", 1, new EchoLogProbs(null, [null, -1, -1], null, null), 2));

    [Fact]
    public void Any_cutting_into_tokens_and_any_border_give_the_first_token_that_reaches_into_the_continuation()
    {
        var characters = Gen.OneOf(Gen.Const("a"), Gen.Const(" "), Gen.Const("é"), Gen.Const("氷"), Gen.Const("😀"));
        var tokens = characters.Array[1, 4].Select(string.Concat).Array[1, 10];

        Gen.Select(tokens, Gen.Int[0, 1000], Gen.Bool)
            .Sample(
                (all, place, hasOffsets) =>
                {
                    var prompt = string.Concat(all);
                    var border = place % prompt.Length;
                    border -= char.IsLowSurrogate(prompt[border]) ? 1 : 0;
                    var expected = 0;
                    for (var end = all[0].Length; end <= border; end += all[expected].Length)
                    {
                        expected++;
                    }
                    string[] echoed = [.. all, "!"];
                    return First(prompt[..border], prompt[border..], echoed, hasOffsets ? Offsets(echoed) : null)
                        == expected;
                }
            );
    }

    private static int[] Offsets(string[] tokens)
    {
        var offsets = new int[tokens.Length];
        for (var i = 1; i < tokens.Length; i++)
        {
            offsets[i] = offsets[i - 1] + tokens[i - 1].EnumerateRunes().Count();
        }
        return offsets;
    }

    private static int? First(string context, string continuation, string[] tokens, int[]? offsets = null) =>
        EchoedText.FirstOfContinuation(
            context + continuation,
            context.Length,
            new EchoLogProbs(tokens, new double?[tokens.Length], null, offsets),
            tokens.Length - 1
        );
}
