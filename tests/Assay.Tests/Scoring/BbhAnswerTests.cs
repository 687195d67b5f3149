using Assay.Benchmarks;
using Assay.Scoring;
using Assay.Tests.Benchmarks;

namespace Assay.Tests.Scoring;

/// <summary>Free-form answers under protocol <c>llmuses</c>, as models write them.</summary>
public sealed class BbhAnswerTests
{
    private static readonly Bbh Benchmark = new();

    [Theory]
    [InlineData("So the answer is yes.", "yes", "answer is …")]
    [InlineData("So the answer is **Yes**.", "yes", "answer is …")]
    [InlineData("So the answer is 'yes'.", "yes", "answer is …")]
    [InlineData("So the answer is yes, because he plays hockey.", "yes", "answer is …")]
    [InlineData("It seems so: yes at first. Answer: no", "no", "answer is …")]
    [InlineData("The answer is no. Wait. So the answer is yes.", "yes", "answer is …")]
    [InlineData(@"Hence\n\boxed{\text{yes}}", "yes", @"last \boxed{}")]
    [InlineData("Yes, it is plausible.", "yes", "first line")]
    [InlineData("So the answer is yesterday.", "yesterday", "answer is …")]
    [InlineData("So the answer is plausible.", "plausible", "answer is …")]
    public void One_of_two_words_is_read_whatever_surrounds_it(string text, string extracted, string rule) =>
        Says("sports_understanding", text, extracted, rule);

    [Theory]
    [InlineData("The argument is invalid.", "invalid")]
    [InlineData("The argument is valid.", "valid")]
    [InlineData("So the answer is Invalid", "invalid")]
    public void Valid_is_not_read_from_invalid(string text, string extracted) =>
        Assert.Equal(extracted, Hear("formal_fallacies", text).Extracted);

    [Theory]
    [InlineData("So the answer is 7 fruits.", "7")]
    [InlineData("So the answer is 3 + 4 = 7.", "7")]
    [InlineData("So the answer is 7 (4 apples and 3 pears).", "7")]
    [InlineData(@"So the answer is \(7\).", "7")]
    [InlineData("So the answer is $7$.", "7")]
    [InlineData("So the answer is −41.", "-41")]
    [InlineData("So the answer is seven.", "seven")]
    public void A_count_is_read_without_its_unit(string text, string extracted) =>
        Assert.Equal(extracted, Hear("object_counting", text).Extracted);

    [Theory]
    [InlineData("So the answer is ) ] }.", ") ] }")]
    [InlineData("We pop \")\", \"]\", \"}\". So the answer is ) ] }", ") ] }")]
    [InlineData("So the answer is `) ] }`.", ") ] }")]
    [InlineData("So the answer is > ) }.", "> ) }")]
    public void A_sequence_of_brackets_keeps_its_brackets(string text, string extracted) =>
        Assert.Equal(extracted, Hear("dyck_languages", text).Extracted);

    [Theory]
    [InlineData("So the answer is: **apple pear**", "apple pear")]
    [InlineData("So the answer is:\n\napple pear", "apple pear")]
    [InlineData("So the answer is apple, pear.", "apple, pear")]
    public void A_list_of_words_is_the_rest_of_the_line(string text, string extracted) =>
        Assert.Equal(extracted, Hear("word_sorting", text).Extracted);

    [Theory]
    [InlineData(" apple pear\n\nQ: more", "apple pear")]
    [InlineData("apple pear.\nThat is it.", "apple pear")]
    public void Asked_without_reasoning_the_first_line_is_the_answer(string text, string extracted) =>
        Assert.Equal(extracted, Hear("word_sorting", text, """{"cot": false}""").Extracted);

    private static void Says(string task, string text, string extracted, string rule)
    {
        var score = Hear(task, text);

        Assert.Equal((extracted, rule), (score.Extracted, score.Rule));
    }

    private static Score Hear(string task, string text, string arguments = "{}") =>
        Benchmark.Hear(
            new Sample
            {
                Dataset = "bbh",
                Subset = task,
                Index = 0,
                Question = "?",
                Reference = "?",
            },
            text,
            arguments
        );
}
