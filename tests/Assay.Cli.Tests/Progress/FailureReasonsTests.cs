using System.Globalization;
using Assay.Cli.Progress;

namespace Assay.Cli.Tests.Progress;

public sealed class FailureReasonsTests
{
    private readonly FailureReasons reasons = new();

    [Fact]
    public void Without_failures_there_is_nothing_to_tell() => Assert.Null(reasons.ToString());

    [Fact]
    public void A_reason_that_they_share_is_the_reason()
    {
        reasons.Add("timeout");
        reasons.Add("timeout");

        Assert.Equal("2 samples failed: timeout", reasons.ToString());
    }

    [Fact]
    public void Of_several_the_most_frequent_is_told()
    {
        reasons.Add("HTTP 500");
        reasons.Add("timeout");
        reasons.Add("timeout");

        Assert.Equal("3 samples failed, 2 of them with: timeout", reasons.ToString());
    }

    [Fact]
    public void Where_each_has_its_own_one_of_them_is_told()
    {
        reasons.Add("no answer for sample 1");
        reasons.Add("no answer for sample 2");

        Assert.Equal("2 samples failed; one of the reasons: no answer for sample 1", reasons.ToString());
    }

    [Fact]
    public void Failures_without_a_reason_are_only_counted()
    {
        reasons.Add(null);

        Assert.Equal("1 sample failed", reasons.ToString());
    }

    [Fact]
    public void Reasons_that_all_differ_do_not_pile_up_without_end()
    {
        reasons.Add("timeout");
        for (var i = 0; i < 5_000; i++)
        {
            reasons.Add("request " + i.ToString(CultureInfo.InvariantCulture));
        }
        reasons.Add("timeout");

        Assert.Equal("5,002 samples failed, 2 of them with: timeout", reasons.ToString());
    }
}
