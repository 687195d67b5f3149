using Assay.Scoring;

namespace Assay.Tests.Scoring;

public sealed class MajorityAtKTests
{
    [Fact]
    public void The_answer_that_most_agree_on_wins() => Assert.Equal(1, Winner(5, 7, 7));

    [Fact]
    public void Of_a_tie_the_one_stated_first_wins() => Assert.Equal(0, Winner(5, 7, 7, 5));

    [Fact]
    public void No_answer_is_no_vote() => Assert.Equal(2, Winner(null, null, 7));

    [Fact]
    public void Without_any_answer_nothing_wins() => Assert.Null(Winner(null, null));

    private static int? Winner(params int?[] votes) => MajorityAtK.Winner(votes);
}
