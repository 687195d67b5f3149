using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Scoring.Extraction;

namespace Assay.Tests.Scoring;

public sealed class LabelExtractorTests
{
    private static readonly ImmutableArray<Choice> Choices =
    [
        new("A", "a force that pulls"),
        new("B", "the moon"),
        new("C", "Iron"),
        new("D", "All of the above"),
    ];

    [Theory]
    [InlineData("B", "X")]
    [InlineData(" B.", "X")]
    [InlineData("(b)", "X")]
    [InlineData("**B**", "X")]
    [InlineData("Ｂ", "X")]
    [InlineData("$B$", "X")]
    [InlineData("The answer is B.", "answer is X")]
    [InlineData("the correct answer is option **(B)**", "answer is X")]
    [InlineData("The best option would be (B), I think.", "answer is X")]
    [InlineData("The answer to this question is B.", "answer is X")]
    [InlineData("The answer is b.", "answer is X")]
    [InlineData("The correct answer is: B", "answer is X")]
    [InlineData(@"The final answer is $\boxed{\text{B}}$", "answer is X")]
    [InlineData("Answer: B", "answer: X")]
    [InlineData("**Answer:** B) the moon", "answer: X")]
    [InlineData("### Answer\n\nAnswer:\n**B**", "answer: X")]
    [InlineData("""{"answer": "B"}""", "answer: X")]
    [InlineData("Correct option: (B)", "answer: X")]
    [InlineData(@"So it is \boxed{(B)} in the end", @"\boxed{X}")]
    [InlineData("<answer>B</answer>", "<answer>X")]
    [InlineData("<answer> (B) the moon </answer>", "<answer>X")]
    [InlineData("答案是B", "答案是X")]
    [InlineData("答案：Ｂ", "答案是X")]
    [InlineData("正确答案应该是（B）", "答案是X")]
    [InlineData("【答案】B", "答案是X")]
    [InlineData("正确选项为B", "答案是X")]
    [InlineData("所以应该选B", "选X")]
    [InlineData("故选择B。", "选X")]
    [InlineData("the moon", "choice in words")]
    [InlineData("\"The  moon.\"", "choice in words")]
    [InlineData("I think the answer is the moon, really", "answer is, in words")]
    [InlineData("It shines at night.\n\nThe moon", "last line in words")]
    [InlineData("Therefore, B is correct", "X is correct")]
    [InlineData("Option (B) is the best answer here", "X is correct")]
    [InlineData("A、C、D错误，B正确。", "X is correct")]
    [InlineData("A项错误。B项正确", "X is correct")]
    [InlineData("This is best described by option B", "is option X")]
    [InlineData("What fits is:\n\nB", "is: X")]
    [InlineData("I would go with B.", "choose X")]
    [InlineData("I choose B", "choose X")]
    [InlineData("B. the moon, for it is bright", "X. at the start")]
    [InlineData("(B) because of its light", "X. at the start")]
    [InlineData("Option B fits", "X. at the start")]
    [InlineData("It seems that (B) fits", "(X)")]
    [InlineData("It seems that **B** fits", "**X**")]
    [InlineData("It seems to be B.", "X alone")]
    [InlineData("A, C and D are wrong. That leaves B.", "X alone")]
    public void A_label_is_found_by_the_rule_that_states_it_most_plainly(string text, string rule) =>
        Assert.Equal(
            ("B", rule),
            LabelExtractor.Find(text, Choices) is { } found ? (found.Value, found.Rule) : ("", "")
        );

    [Theory]
    [InlineData("It seems that (B) fits", true)]
    [InlineData("It seems that **B** fits", true)]
    [InlineData("It seems to be B.", true)]
    [InlineData("The answer is B", false)]
    [InlineData("I choose B.", false)]
    [InlineData("B. because", false)]
    public void A_label_that_is_only_mentioned_is_a_loose_find(string text, bool loose) =>
        Assert.Equal(loose, LabelExtractor.Find(text, Choices)!.Value.Loose);

    [Theory]
    [InlineData("The answer is A. Actually, the answer is C.", "C")]
    [InlineData("Answer: A\nOn reflection:\nAnswer: C", "C")]
    [InlineData("The answer is A. So: \\boxed{C}", "C")]
    [InlineData("A is correct at first sight, but C is correct.", "C")]
    [InlineData("The answer is not A, it is C.", "C")]
    [InlineData("First (A) came up, then (C)", "C")]
    public void A_text_that_contradicts_itself_is_held_to_its_last_word(string text, string label) =>
        Assert.Equal(label, LabelExtractor.Find(text, Choices)?.Value);

    [Theory]
    [InlineData("The answer is C, because A is correct only at times.", "C")]
    [InlineData("C. Iron. (A) is no metal.", "C")]
    [InlineData("The answer is C. (A) and (B) are wrong.", "C")]
    [InlineData("I choose C. (A) pulls nothing.", "C")]
    public void A_plain_statement_goes_before_a_later_mention(string text, string label) =>
        Assert.Equal(label, LabelExtractor.Find(text, Choices)?.Value);

    [Theory]
    [InlineData("A good question. I am not sure.")]
    [InlineData("A force is what matters")]
    [InlineData("I cannot answer this")]
    [InlineData("As an AI I have no opinion.")]
    [InlineData("A or B")]
    [InlineData("Either A or B could be right.")]
    [InlineData("A and C")]
    [InlineData("A, B, C, D")]
    [InlineData("A. a force that pulls\nB. the moon\nC. Iron\nD. All of the above")]
    [InlineData("The answer is E.")]
    [InlineData("E")]
    [InlineData("不选B")]
    [InlineData("选项B的说法")]
    [InlineData("")]
    public void Where_nothing_is_settled_there_is_no_label(string text) =>
        Assert.Null(LabelExtractor.Find(text, Choices));

    [Theory]
    [InlineData("A")]
    [InlineData("A. It pulls.")]
    [InlineData("The answer is A.")]
    [InlineData("The answer is A, because it pulls.")]
    [InlineData("A because it pulls")]
    [InlineData("A force that pulls")]
    [InlineData("The answer is a force that pulls")]
    public void An_A_that_is_no_article_counts(string text) =>
        Assert.Equal("A", LabelExtractor.Find(text, Choices)?.Value);

    [Fact]
    public void Labels_may_be_digits() =>
        Assert.Equal(
            new Extracted("2", "answer is X"),
            LabelExtractor.Find("The answer is 2.", [new("1", "w"), new("2", "x"), new("3", "y")])
        );

    [Theory]
    [InlineData("The answer is 25.")]
    [InlineData("The answer is 2.5")]
    [InlineData("The answer is 2%")]
    public void A_number_is_no_label(string text) =>
        Assert.Null(LabelExtractor.Find(text, [new("1", "w"), new("2", "x"), new("3", "y")]));

    [Fact]
    public void Of_choices_that_begin_alike_the_longer_one_is_meant() =>
        Assert.Equal(
            "B",
            LabelExtractor.Find("The answer is iron oxide", [new("A", "iron"), new("B", "iron oxide")])?.Value
        );

    [Theory]
    [InlineData("B", "X")]
    [InlineData("B) the moon. The answer is C.", "X. at the start")]
    public void The_first_label_can_be_asked_for(string text, string rule) =>
        Assert.Equal(new Extracted("B", rule), LabelExtractor.FindLeading(text, Choices));

    [Theory]
    [InlineData("B", true)]
    [InlineData("(B) the moon", true)]
    [InlineData("**B. The moon.**", true)]
    [InlineData("B. the moon is round", false)]
    [InlineData("B the moon", false)]
    [InlineData("the moon", false)]
    public void A_label_may_be_the_whole_text(string text, bool whole) =>
        Assert.Equal(whole ? "B" : null, LabelExtractor.FindWhole(text, Choices)?.Value);

    [Fact]
    public void Of_a_long_text_the_end_decides()
    {
        var talk = string.Concat(Enumerable.Repeat("The answer is B. Or is it? ", LabelExtractor.Looked / 20));
        Assert.Equal("C", LabelExtractor.Find(talk + "The answer is C.", Choices)?.Value);
    }

    [Fact]
    public void A_long_text_may_begin_with_its_label() =>
        Assert.Equal(
            "B",
            LabelExtractor
                .Find("B. the moon" + new string('\n', 10) + new string('x', LabelExtractor.Looked), Choices)
                ?.Value
        );
}
