using System.Collections.Immutable;

namespace Assay.Models.Local.Tests;

/// <summary>What a request that is too long loses.</summary>
public sealed class ShorteningTests
{
    private const string Head = "Read. ";
    private const string Article = "one two three four five";
    private const string Tail = " Why?";

    private static readonly ImmutableArray<Range> Part = [Head.Length..(Head.Length + Article.Length)];

    [Theory]
    [InlineData(33, "Read. two three four five Why?")]
    [InlineData(30, "Read. two three four five Why?")]
    [InlineData(29, "Read. three four five Why?")]
    [InlineData(16, "Read. five Why?")]
    [InlineData(11, "Read.  Why?")]
    [InlineData(3, "Read.  Why?")]
    public void A_part_loses_whole_words_from_its_beginning_until_the_text_fits(int longest, string shortened) =>
        Assert.Equal(shortened, Shortening.Of(Head + Article + Tail, Part, text => text.Length <= longest));

    [Fact]
    public void The_next_part_is_cut_only_where_the_first_is_not_enough()
    {
        const string Text = "aaa bbb|ccc ddd|";
        ImmutableArray<Range> parts = [8..15, 0..7];

        Assert.Equal("aaa bbb|ddd|", Shortening.Of(Text, parts, text => text.Length <= 12));
        Assert.Equal("bbb||", Shortening.Of(Text, parts, text => text.Length <= 5));
    }

    [Fact]
    public void Where_there_are_no_blanks_characters_are_cut() =>
        Assert.Equal("三四五", Shortening.Of("一二三四五", [0..5], text => text.Length <= 3));

    [Fact]
    public void No_character_is_cut_in_two() =>
        Assert.Equal("b", Shortening.Of("😀b", [0..3], text => text.Length <= 2));

    [Fact]
    public async Task A_prompt_that_is_too_long_loses_the_beginning_of_its_article_alone()
    {
        await using var model = TinyModel.Open(context: 64);
        var request = Requests.Score(Head + string.Join(' ', Enumerable.Range(0, 200)) + Tail, " yes", " no");
        var article = Head.Length..(request.Context.Length - Tail.Length);

        var cut = await model.ScoreAsync(request with { Cuttable = [article] }, TestContext.Current.CancellationToken);
        var same = await model.ScoreAsync(
            Changed("99999 99999 99999") with
            {
                Cuttable = [article],
            },
            TestContext.Current.CancellationToken
        );
        var otherHead = await model.ScoreAsync(
            Changed("Look. ", at: 0) with
            {
                Cuttable = [article],
            },
            TestContext.Current.CancellationToken
        );

        Assert.InRange(cut.CutTokens, 100, 1_000);
        Assert.Equal(Rounded(cut), Rounded(same));
        Assert.NotEqual(Rounded(cut), Rounded(otherHead));

        static IEnumerable<double> Rounded(Likelihoods likelihoods) =>
            likelihoods.Choices.Select(choice => Math.Round(choice.LogProb, 3));

        LikelihoodRequest Changed(string text, int at = 6) =>
            request with
            {
                Context = request.Context[..at] + text + request.Context[(at + text.Length)..],
            };
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_generated_answer_follows_the_prompt_with_the_article_cut(bool chat)
    {
        await using var model = TinyModel.Open(context: 96);
        var text = Head + string.Join(' ', Enumerable.Range(0, 300)) + Tail;
        var options = new GenerationOptions { MaxTokens = 8, Temperature = 0 };
        var request = chat ? Requests.Chat(text, options) : Requests.Text(text, options);

        var answer = await model.GenerateAsync(
            request with
            {
                Cuttable = [Head.Length..(text.Length - Tail.Length)],
            },
            TestContext.Current.CancellationToken
        );

        Assert.InRange(answer.Usage.Input, 60, 96 - 8);
        Assert.InRange(answer.CutTokens, 100, 2_000);
    }
}
