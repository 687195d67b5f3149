using System.Text.RegularExpressions;
using Assay.Testing;

namespace Assay.EndToEnd.Tests;

/// <summary>What is shown in a pipe and on a terminal of eighty columns.</summary>
public sealed partial class TerminalTests : IDisposable
{
    private const int Columns = 80;

    private readonly AssayProgram assay = new();

    public void Dispose() => assay.Dispose();

    public static TheoryData<string> Commands =>
        [
            "eval --model baseline:majority baseline:random --datasets mini_mmlu mini_gsm8k mini_arc",
            "eval --model baseline:majority --datasets mini_mmlu mini_gsm8k --dry-run",
            "eval --model baseline:majority --datasets mini_mmlu --limt 1",
            "eval --help",
            "datasets",
            "datasets show mini_mmlu",
            "models",
            "models templates",
        ];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_pipe_gets_plain_text(string command)
    {
        // A build server's promise of colours is about its own log.
        assay.With("NO_COLOR", null).With("GITHUB_ACTIONS", "true").With("TERM", "xterm-256color");

        var outcome = await assay.RunAsync(command.Split(' '));

        Assert.DoesNotContain('\e', outcome.Output + outcome.Errors);
        Assert.DoesNotContain('\r', outcome.Output + outcome.Errors);
    }

    [Fact]
    public async Task Paths_and_prompts_are_not_broken_in_a_pipe()
    {
        var outputs = string.Join('/', Enumerable.Repeat("a folder with a long name", 6));
        string[] command = ["eval", "--model", "baseline:first", "--datasets", "mini_gsm8k", "--outputs", outputs];

        var report = (await assay.RunAsync([.. command, "--limit", "1"])).Succeeded();
        var plan = (await assay.RunAsync([.. command, "--dry-run"])).Succeeded();

        var run = Path.GetFileName(Directory.GetDirectories(assay[outputs]).Single());
        Assert.Contains($"run:     {outputs}/{run}", report.Output.Split('\n'));
        Assert.Contains(
            "Question: Mia buys 3 kilos of pears at $4 a kilo and a melon for $5. She pays with a $20 note. How much change does she get?",
            plan.Output.Split('\n')
        );
    }

    [Fact]
    public async Task Progress_in_a_pipe_is_whole_lines()
    {
        var outcome = await assay.RunAsync(
            "eval",
            "--model",
            "baseline:first",
            "--datasets",
            "mini_mmlu",
            "mini_gsm8k"
        );

        var lines = outcome.Succeeded().Errors.Split('\n');
        Assert.StartsWith("run folder: outputs", lines[0], StringComparison.Ordinal);
        Assert.Contains("mini_mmlu: 48 samples for baseline:first", lines);
        Assert.Contains(lines, line => line.StartsWith("mini_gsm8k: 40/40 (100 %)", StringComparison.Ordinal));
        Assert.Equal("", lines[^1]);
    }

    // What someone will copy (prompts, formats, examples of help) stays whole instead.
    [Theory]
    [InlineData("eval --model baseline:majority baseline:random --datasets mini_mmlu mini_gsm8k mini_arc")]
    [InlineData("datasets")]
    [InlineData("models")]
    public async Task A_terminal_gets_lines_that_fit(string command)
    {
        var shown = await OnTerminalAsync(command);

        Assert.All(
            EscapeSequence().Replace(shown, "").Split(['\n', '\r']),
            line => Assert.True(line.Length <= Columns, $"{line.Length} columns: {line}")
        );
    }

    [Fact]
    public async Task A_terminal_gets_no_escape_sequence_from_outside()
    {
        await using var server = await ModelServer.StartAsync();
        server.Models = ["red\e]0;owned\a\e[?1049h"];
        assay.Write(
            "plan.json",
            $$"""{"model": "red\u001b]0;owned\u0007\u001b[?1049h", "datasets": "mini_arc", "api_url": "{{server.Url}}"}"""
        );

        var shown = await OnTerminalAsync("eval --config plan.json");

        Assert.Contains("red", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("owned", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("1049h", shown, StringComparison.Ordinal);
    }

    private async Task<string> OnTerminalAsync(string command)
    {
        const string Script = "/usr/bin/script";
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists(Script), "needs script(1) of util-linux");
        assay.With("COLUMNS", $"{Columns}").With("TERM", "xterm-256color").With("NO_COLOR", null);
        using var terminal = assay.StartOther(
            Script,
            ["-qec", $"stty cols {Columns} rows 40; '{AssayProgram.Launcher}' {command}", "/dev/null"]
        );
        var outcome = await terminal.EndAsync();
        Assert.Equal(command.Contains("--limt", StringComparison.Ordinal) ? 2 : 0, outcome.ExitCode);
        return outcome.Output;
    }

    [GeneratedRegex(
        @"\e\[[0-?]*[ -/]*[@-~]|\e\][^\a\e]*(\a|\e\\)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex EscapeSequence();
}
