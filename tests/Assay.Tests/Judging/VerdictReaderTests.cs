using Assay.Judging;
using CsCheck;

namespace Assay.Tests.Judging;

public sealed class VerdictReaderTests
{
    [Theory]
    [InlineData("""{"verdict": "correct"}""", 1)]
    [InlineData("""The sums match. {"verdict": "incorrect"}""", 0)]
    [InlineData("```json\n{\n  \"verdict\": \"Correct\"\n}\n```", 1)]
    [InlineData("""{"reason": "uses {braces}", "verdict": "correct"}""", 1)]
    [InlineData("""It wrote {"verdict": "correct"}, but no: {"verdict": "incorrect"}""", 0)]
    [InlineData("""<think>{"verdict": "correct"}</think>{"verdict": "incorrect"}""", 0)]
    [InlineData("""{"verdict": "correct"} {not json}""", 1)]
    public void The_last_object_with_a_verdict_counts(string reply, double verdict) =>
        Assert.Equal(verdict, VerdictReader.Read(reply, JudgeScale.Binary));

    [Theory]
    [InlineData("")]
    [InlineData("correct")]
    [InlineData("""{"verdict": "mostly correct"}""")]
    [InlineData("""{"verdict": true}""")]
    [InlineData("""{"verdict": "correct" """)]
    [InlineData("""{"score": 7}""")]
    [InlineData("""<think>{"verdict": "correct"}""")]
    public void What_is_not_of_the_form_asked_for_is_no_verdict(string reply) =>
        Assert.Null(VerdictReader.Read(reply, JudgeScale.Binary));

    [Theory]
    [InlineData("""{"score": 7}""", 7.0)]
    [InlineData("""{"score": 7.5}""", 7.5)]
    [InlineData("""{"score": 11}""", null)]
    [InlineData("""{"score": 0}""", null)]
    [InlineData("""{"score": "7"}""", null)]
    [InlineData("""{"score": 1e999}""", null)]
    public void A_score_is_a_number_of_the_scale(string reply, double? score) =>
        Assert.Equal(score, VerdictReader.Read(reply, JudgeScale.Score));

    [Fact]
    public void No_reply_makes_it_fail() =>
        Gen.String[Gen.OneOf(Gen.Char["{}[]\":,verdictcorrect\\ud83d 1"], Gen.Char)]
            .Sample(reply => VerdictReader.Read(reply, JudgeScale.Binary) is null or 0 or 1);

    [Fact]
    public void A_hundred_thousand_braces_are_no_verdict() =>
        Assert.Null(VerdictReader.Read(new string('{', 100_000), JudgeScale.Score));
}
