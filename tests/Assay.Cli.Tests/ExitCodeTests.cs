using Assay.Models;

namespace Assay.Cli.Tests;

public sealed class ExitCodeTests
{
    [Theory]
    [InlineData(RunStatus.Completed, 0)]
    [InlineData(RunStatus.TooManyFailed, 3)]
    [InlineData(RunStatus.Interrupted, 130)]
    public void Of_a_run(RunStatus status, int code) => Assert.Equal(code, ExitCode.Of(status));

    [Fact]
    public void Wrong_input_is_2() => Assert.Equal(2, ExitCode.Of(new InputException("wrong")));

    [Fact]
    public void Stopped_is_130() => Assert.Equal(130, ExitCode.Of(new OperationCanceledException()));

    [Fact]
    public void Anything_else_is_1() => Assert.Equal(1, ExitCode.Of(new InvalidOperationException()));

    [Fact]
    public void Wrong_input_is_told_in_its_own_words() =>
        Assert.Equal(
            "--limit: too small; write 1",
            ExitCode.Line(new InputException("too small", "--limit", "write 1"))
        );

    [Fact]
    public void A_models_failure_is_told_with_its_remedy() =>
        Assert.Equal(
            "no key; set ASSAY_API_KEY",
            ExitCode.Line(new ModelException("no key", ModelFailure.Fatal) { Remedy = "set ASSAY_API_KEY" })
        );

    [Fact]
    public void A_full_disk_is_told_with_what_to_do() =>
        Assert.Contains(
            "make room",
            ExitCode.Line(new IOException("no space", OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28)),
            StringComparison.Ordinal
        );

    [Fact]
    public void What_nobody_expected_is_told_with_its_kind_and_where_more_is_known() =>
        Assert.Equal(
            "unexpected: FormatException: odd; run with --debug for details",
            ExitCode.Line(new FormatException("odd"))
        );
}
