using Assay.Cli.Flags;
using Assay.Plans;

namespace Assay.Cli.Tests.Flags;

public sealed class EvalFlagTests
{
    [Fact]
    public void Underscores_become_hyphens_in_name_and_aliases()
    {
        var flag = new EvalFlag(new PlanKey("api_url", PlanKeyKind.Text, "") { Aliases = ["base_url"] });

        Assert.Equal("--api-url", flag.Name);
        Assert.Equal(["--base-url"], flag.Aliases);
    }

    [Theory]
    [InlineData(PlanKeyKind.Text, 1, 1, "TEXT")]
    [InlineData(PlanKeyKind.Number, 1, 1, "N")]
    [InlineData(PlanKeyKind.Flag, 0, 1, "")]
    [InlineData(PlanKeyKind.Texts, 1, int.MaxValue, "TEXT")]
    [InlineData(PlanKeyKind.Members, 1, int.MaxValue, "K=V,...|JSON|@FILE")]
    public void Its_values_are_those_of_the_kind(PlanKeyKind kind, int least, int most, string shown)
    {
        var flag = new EvalFlag(new PlanKey("some", kind, ""));

        Assert.Equal(least, flag.Values.MinimumNumberOfValues);
        Assert.Equal(most > 1, flag.Values.MaximumNumberOfValues > 1);
        Assert.Equal(shown, flag.Value);
    }

    [Fact]
    public void Few_choices_are_shown_and_offered()
    {
        var flag = new EvalFlag(new PlanKey("hub", PlanKeyKind.Text, "") { Choices = ["Local", "Remote"] });

        Assert.Equal("Local|Remote", flag.Value);
        Assert.Equal(["Local", "Remote"], flag.Known!());
    }

    [Fact]
    public void A_form_of_its_own_is_shown_instead_of_the_kinds() =>
        Assert.Equal("DIR", new EvalFlag(new PlanKey("outputs", PlanKeyKind.Text, "") { Form = "DIR" }).Value);

    [Fact]
    public void What_is_not_built_parses_but_stays_out_of_help()
    {
        var option = new EvalFlag(new PlanKey("judge", PlanKeyKind.Text, "") { NotBuilt = true }).ToOption();

        Assert.True(option.Hidden);
    }

    [Fact]
    public void Every_key_of_a_plan_has_one() =>
        Assert.Equal(PlanKeys.All.Select(key => key.Name), EvalFlags.All.Select(flag => flag.Key.Name));

    [Theory]
    [InlineData("--datasets", "mini_gsm8k")]
    [InlineData("--model", "replay:")]
    [InlineData("--model", "tiny")]
    [InlineData("--template-type", "chatglm3")]
    [InlineData("--stage", "review")]
    public void Shells_are_offered_the_values_there_are(string flag, string value)
    {
        var line = $"eval {flag} ";

        var offered = CommandLine.Command().Parse(line).GetCompletions(line.Length);

        Assert.Contains(value, offered.Select(item => item.Label));
    }
}
