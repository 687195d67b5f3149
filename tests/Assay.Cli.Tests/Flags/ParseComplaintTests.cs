using Assay.Cli.Flags;

namespace Assay.Cli.Tests.Flags;

public sealed class ParseComplaintTests
{
    [Fact]
    public void An_unknown_flag_names_its_neighbour() =>
        Assert.Equal("unknown flag '--modle'; did you mean '--model'?", CommandLine.Complaint("eval", "--modle", "x"));

    [Fact]
    public void An_unknown_flag_behind_a_flag_with_several_values_is_no_value() =>
        Assert.Equal(
            "unknown flag '--limt'; did you mean '--limit'?",
            CommandLine.Complaint("eval", "--datasets", "arc", "--limt", "5")
        );

    [Fact]
    public void An_unknown_flag_with_a_value_is_named_without_it() =>
        Assert.Equal("unknown flag '--zzzzzz'; --help lists them", CommandLine.Complaint("eval", "--zzzzzz=1"));

    [Theory]
    [InlineData("eval", "--seed")]
    [InlineData("eval", "--seed", "--debug")]
    public void A_flag_without_its_value(params string[] args) =>
        Assert.Equal("'--seed' needs a value; write --seed VALUE", CommandLine.Complaint(args));

    [Fact]
    public void A_flag_given_twice() =>
        Assert.Equal(
            "'--limit' is given twice; give it once",
            CommandLine.Complaint("eval", "--limit", "1", "--limit", "2")
        );

    [Fact]
    public void An_unknown_verb() =>
        Assert.Equal(
            "unknown verb 'evl'; did you mean 'eval'? known: cache, completion, datasets, doctor, eval, models, report, serve",
            CommandLine.Complaint("evl")
        );

    [Fact]
    public void An_unknown_verb_of_a_verb() =>
        Assert.Equal(
            "unknown verb 'prunne'; did you mean 'prune'? known: prune, size",
            CommandLine.Complaint("cache", "prunne")
        );

    [Fact]
    public void A_verb_that_is_missing() =>
        Assert.Equal(
            "'cache' needs a verb; write 'assay cache size' or 'assay cache prune'",
            CommandLine.Complaint("cache")
        );

    [Fact]
    public void An_argument_that_is_missing() =>
        Assert.Equal("'report' needs RUN; see 'assay report --help'", CommandLine.Complaint("report"));

    [Fact]
    public void An_argument_too_many() =>
        Assert.Equal(
            "'second' is one argument too many; see 'assay report --help'",
            CommandLine.Complaint("report", "first", "second")
        );

    [Fact]
    public void A_stray_argument() =>
        Assert.Equal("'mmlu' belongs to no flag; see 'assay eval --help'", CommandLine.Complaint("eval", "mmlu"));

    [Theory]
    [InlineData]
    [InlineData("--help")]
    [InlineData("evl", "--help")]
    [InlineData("eval", "--modle", "--help")]
    [InlineData("[suggest:5]", "assay")]
    [InlineData("datasets", "--json")]
    [InlineData("datasets", "show", "--json", "mmlu")]
    [InlineData("report", "run", "--json", "false")]
    [InlineData("models", "templates", "--debug")]
    [InlineData("eval", "--datasets", "-x", "@y")]
    public void No_complaint(params string[] args) => ParseComplaint.ThrowIfAny(CommandLine.Parse(args));

    [Fact]
    public void A_switch_does_not_take_the_argument_behind_it()
    {
        var parsed = CommandLine.Parse("report", "--json", "run");

        Assert.True(parsed.GetValue<bool>("--json"));
        Assert.Equal("run", parsed.GetValue<string>("run"));
    }
}
