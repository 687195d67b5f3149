using System.CommandLine;
using System.Net;
using Assay.Cli.Flags;

namespace Assay.Cli.Tests.Flags;

public sealed class ServeFlagsTests
{
    private readonly ServeFlags flags = new();
    private readonly Command command = new("serve");

    public ServeFlagsTests() => flags.AddTo(command);

    [Fact]
    public void By_default_only_this_machine_is_served()
    {
        var options = flags.Options(command.Parse(["--model", "tiny"]));

        Assert.Equal((IPAddress.Loopback, 8000), (options.Address, options.Port));
        Assert.Null(options.Seed);
    }

    [Fact]
    public void Every_flag_counts()
    {
        var options = flags.Options(
            command.Parse("--port 0 --host 0.0.0.0 --max-concurrency 3 --queue 0 --seed -7 --api-key k".Split(' '))
        );

        Assert.Equal((IPAddress.Any, 0), (options.Address, options.Port));
        Assert.Equal((3, 0), (options.MaxConcurrency, options.Queue));
        Assert.Equal((-7, "k"), (options.Seed, options.ApiKey));
    }

    [Fact]
    public void A_model_comes_with_its_arguments()
    {
        var (replay, plan) = flags.Source(command.Parse(["--model", "tiny", "--model-args", "dtype=torch.float16"]));

        Assert.Null(replay);
        Assert.Equal(["tiny"], plan.Models);
        Assert.Equal("float16", plan.ModelArgs["precision"].GetString());
    }

    [Fact]
    public void A_run_needs_no_model() =>
        Assert.Equal("outputs/run", flags.Source(command.Parse(["--replay", "outputs/run"])).Replay);

    [Theory]
    [InlineData("")]
    [InlineData("--model tiny --replay outputs/run")]
    public void One_of_both_is_served(string line) =>
        Assert.Throws<InputException>(() => flags.Source(command.Parse(line)));

    [Theory]
    [InlineData("--port 65536", "--port")]
    [InlineData("--port x", "--port")]
    [InlineData("--host example.org", "--host")]
    [InlineData("--max-concurrency 0", "--max-concurrency")]
    [InlineData("--queue -1", "--queue")]
    [InlineData("--seed 0.5", "--seed")]
    public void A_value_that_cannot_be_used_is_named(string line, string flag) =>
        Assert.Equal(flag, Assert.Throws<InputException>(() => flags.Options(command.Parse(line))).Where);
}
