using System.Collections.Immutable;
using Assay.Train.Data;
using Assay.Train.Evaluation;

namespace Assay.Train.Tests;

public sealed class ContaminationTests
{
    private static readonly Contamination Small = new([
        new("Which bird is the smallest of all?", "Which bird is the smallest of all?\nA. The wren\nB. The owl"),
        new("True and ( not False ) is", "True and ( not False ) is"),
        new(
            "Ida has 3 red balls and four blue ones. How many balls does she have?",
            "Ida has 3 red balls and four blue ones. How many balls does she have?",
            PatternIsFree: true
        ),
    ]);

    [Theory]
    [InlineData("which BIRD, is the smallest of all")]
    [InlineData("Here: Which bird is the smallest of all? Nobody knows.")]
    [InlineData("the smallest of all A. the wren B. the")]
    [InlineData("Q: true and (not false) is")]
    [InlineData("Ida has 3 red balls and four blue ones. How many balls does she have?")]
    [InlineData("Bo has 3 red pens and four blue ones. How many balls does she have?")]
    [InlineData("He has 3 red balls and four blue ones. How many does he have?")]
    public void A_question_or_eight_words_of_it_are_found_and_of_a_pattern_with_its_numbers(string text) =>
        Assert.True(Small.IsIn(text));

    [Theory]
    [InlineData("Which bird is smallest?")]
    [InlineData("Which bird is the smallest of these?")]
    [InlineData("True and ( not True ) is")]
    [InlineData("Ida has 2 red balls and four blue ones. How many balls does she have?")]
    [InlineData("Ida has 3 red balls, 1 green one and four blue ones. How many balls does she have?")]
    [InlineData("Ida has 5 red balls and six blue ones. How many balls does she have?")]
    public void Other_words_for_it_pass_and_other_numbers_in_a_pattern(string text) => Assert.False(Small.IsIn(text));

    [Fact]
    public async Task Every_question_of_the_mini_sets_is_found()
    {
        var questions = await MiniSets.QuestionsAsync(TestContext.Current.CancellationToken);
        var contamination = new Contamination(questions);

        Assert.All(questions, question => Assert.True(contamination.IsIn(question.Question), question.Question));
        Assert.All(questions, question => Assert.True(contamination.IsIn(question.WithChoices), question.WithChoices));
        Assert.InRange(questions.Length, 200, 300);
    }

    [Fact]
    public async Task No_text_that_is_taught_holds_a_question_of_the_mini_sets()
    {
        var questions = await MiniSets.QuestionsAsync(TestContext.Current.CancellationToken);
        var corpus = new Corpus(new(questions));
        var random = new Random(5);
        // Apart from the class under test: every question, in small letters and with single blanks, is looked for as it stands.
        ImmutableArray<string> plain = [.. questions.Select(question => Plain(question.Question))];

        for (var i = 0; i < 1_000; i++)
        {
            var text = Plain(corpus.Next(random).Text);
            Assert.DoesNotContain(plain, question => text.Contains(question, StringComparison.Ordinal));
        }

        static string Plain(string text) =>
            string.Join(' ', text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
