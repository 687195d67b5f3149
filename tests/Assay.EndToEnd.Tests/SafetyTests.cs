using System.Text;
using Assay.Testing;

namespace Assay.EndToEnd.Tests;

/// <summary>Keys stay secret, and what models and servers are called or say stays text.</summary>
public sealed class SafetyTests : ServedTests
{
    private const string Key = "sk-tellnobody-0123456789";

    private const string Climbing = "../../../../../../escaped";
    private const string Formula = "=cmd()";
    private const string Script = "<script>alert(1)</script>";
    private const string Steering = "red\e[31m\e]0;owned\a|name";

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task The_key_reaches_the_server_and_nothing_else(bool byFlag, bool debug)
    {
        Server.RequiredKey = Key;
        Server.Faults.Enqueue(Fault.Error(500, $"who is {Key}?"));

        var outcome = await AskWithKeyAsync(byFlag, debug);

        outcome.Succeeded();
        Assert.All(Server.Requests, request => Assert.Equal($"Bearer {Key}", request.Authorization));
        AssertNowhere(Key, outcome);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_key_that_is_refused_with_its_own_words_is_not_repeated(bool debug)
    {
        Server.Models = null;
        Server.FaultOf = _ => Fault.Error(401, $"Incorrect API key provided: {Key}");

        var outcome = await AskWithKeyAsync(byFlag: true, debug);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("Incorrect API key provided: ***", outcome.Message(), StringComparison.Ordinal);
        AssertNowhere(Key, outcome);
    }

    [Fact]
    public async Task A_key_in_a_plan_is_refused_and_not_repeated()
    {
        Assay.Write("plan.yaml", $"model: tiny\ndatasets: [mini_gsm8k]\napi_key: {Key}\n");

        var outcome = await Assay.RunAsync("eval", "--config", "plan.yaml");

        outcome.Refused("plan.yaml:3", "api_key", "ASSAY_API_KEY");
        File.Delete(Assay["plan.yaml"]);
        AssertNowhere(Key, outcome);
    }

    [Fact]
    public async Task A_key_in_the_address_is_refused_and_not_repeated()
    {
        var outcome = await Assay.RunAsync(
            "eval",
            "--model",
            "tiny",
            "--api-url",
            $"http://me:{Key}@127.0.0.1:1/v1",
            "--datasets",
            "mini_gsm8k"
        );

        outcome.Refused("--api-url", "ASSAY_API_KEY");
        AssertNowhere(Key, outcome);
    }

    [Fact]
    public async Task What_a_model_is_called_never_leaves_the_outputs_folder()
    {
        await AskHostileModelsAsync();

        Assert.Equal(
            ["home", "outputs"],
            Directory.GetFileSystemEntries(Assay.Folder).Select(Path.GetFileName).Where(x => x != "plan.json").Order()
        );
        var predictions = Path.Combine(Assay.Run(), "predictions");
        Assert.Equal(4, Directory.GetDirectories(predictions).Length);
        Assert.All(
            Directory.GetFiles(Assay.Run(), "*", SearchOption.AllDirectories),
            file => Assert.Matches(@"^[\w.+=~/-]+$", Path.GetRelativePath(Assay.Run(), file).Replace('\\', '/'))
        );
        for (var folder = new DirectoryInfo(predictions); folder is not null; folder = folder.Parent)
        {
            Assert.False(Path.Exists(Path.Combine(folder.FullName, "escaped")), folder.FullName);
        }
    }

    [Fact]
    public async Task What_a_model_is_called_steers_no_terminal()
    {
        var outcome = await AskHostileModelsAsync();
        var again = await Assay.RunAsync("report", Path.GetRelativePath(Assay.Folder, Assay.Run()));
        var planned = await Assay.RunAsync("eval", "--config", "plan.json", "--dry-run");

        Assert.All(
            [outcome, again.Succeeded(), planned.Succeeded()],
            shown =>
            {
                AssertPlain(shown);
                Assert.Contains("red", shown.Output, StringComparison.Ordinal);
                Assert.DoesNotContain("owned", shown.Output, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public async Task What_a_model_is_called_is_no_formula_and_no_mark_up_in_reports()
    {
        await AskHostileModelsAsync();

        foreach (var name in new[] { "report", "leaderboard" })
        {
            var csv = File.ReadAllText(Path.Combine(Assay.Run(), "reports", name + ".csv"));
            Assert.Contains("\n'=cmd(),", csv, StringComparison.Ordinal);
            Assert.DoesNotContain("\n=", csv, StringComparison.Ordinal);
            var markdown = File.ReadAllText(Path.Combine(Assay.Run(), "reports", name + ".md"));
            Assert.DoesNotContain("<script", markdown, StringComparison.Ordinal);
            Assert.DoesNotContain('\e', markdown);
            Assert.Contains("&lt;script&gt;", markdown, StringComparison.Ordinal);
            Assert.Contains("\\|name", markdown, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_a_server_says_steers_no_terminal()
    {
        Server.FaultOf = _ => Fault.Error(400, "\e]0;owned\a\e[31mno\r\nassay: all is well\u202e");

        var outcome = await AskAsync("mini_gsm8k", "--limit", "1");

        Assert.Equal(3, outcome.ExitCode);
        AssertPlain(outcome);
        Assert.Contains("no assay: all is well", outcome.Message(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_model_answers_is_kept_as_it_is_and_shown_nowhere()
    {
        var answer = $"{Climbing} {Formula} {Script} \e]0;owned\a \0 \ud83d\ude00 The answer is 3.";
        Server.Answer = _ => answer;

        var outcome = await AskAsync("mini_gsm8k", "--limit", "1", "--debug");

        Assert.Equal(1, outcome.Succeeded().Score());
        AssertPlain(outcome);
        Assert.Equal(answer, Assert.Single(Recording.Reviews(Assay.Run())).Value.GetProperty("answer").GetString());
    }

    [Fact]
    public async Task A_full_disk_costs_one_line_and_no_answer()
    {
        const string Fill = """
            mount -t tmpfs -o size=96k none outputs || exit 99
            "$@" >first.out 2>first.err; echo $? >first.code
            mount -o remount,size=16m none outputs
            "$@"; code=$?
            cp -r outputs kept; exit $code
            """;
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a small file system of its own: Linux only");
        Server.Answer = DerivedAnswers.Of;
        Directory.CreateDirectory(Assay["outputs"]);
        using var twice = Assay.StartOther(
            "unshare",
            ["-rm", "sh", "-c", Fill, "sh", AssayProgram.Launcher, .. Asking("mini_gsm8k", "--no-cache")]
        );
        var second = await twice.EndAsync();
        Assert.SkipWhen(
            !File.Exists(Assay["first.code"]),
            $"needs a small file system of its own, which is not allowed here: {second.Errors}"
        );

        var first = new Outcome(
            int.Parse(File.ReadAllText(Assay["first.code"])),
            File.ReadAllText(Assay["first.out"]),
            File.ReadAllText(Assay["first.err"])
        );
        first.Refused("disk is full", "repeat the command");
        Assert.Equal(40, Assert.Single(second.Succeeded().Primary()).GetProperty("n").GetInt32());
        var run = Assert.Single(Directory.GetDirectories(Assay["kept"]));
        Assert.Equal(40, RunFiles.AnsweredPrompts(run).Distinct().Count());
        // What was written before the disk was full was not asked again.
        Assert.InRange(Server.Requests.Count, 41, 79);
    }

    private Task<Outcome> AskWithKeyAsync(bool byFlag, bool debug)
    {
        Assay.With("ASSAY_API_KEY", byFlag ? null : Key);
        return AskAsync(
            "mini_gsm8k",
            [
                "--limit",
                "3",
                .. byFlag ? ["--api-key", Key] : Array.Empty<string>(),
                .. debug ? ["--debug"] : Array.Empty<string>(),
            ]
        );
    }

    private async Task<Outcome> AskHostileModelsAsync()
    {
        Server.Models = [Climbing, Formula, Script, Steering];
        // A command line takes no control characters on some systems: a plan does.
        Assay.Write(
            "plan.json",
            System.Text.Json.JsonSerializer.Serialize(
                new
                {
                    model = Server.Models,
                    datasets = new[] { "mini_arc" },
                    limit = 1,
                    api_url = Server.Url,
                }
            )
        );
        return (await Assay.RunAsync("eval", "--config", "plan.json")).Succeeded();
    }

    private static void AssertPlain(Outcome outcome) =>
        Assert.All(
            outcome.Output + outcome.Errors,
            c => Assert.False(char.IsControl(c) && c is not ('\n' or '\r'), $"U+{(int)c:X4} is shown")
        );

    private void AssertNowhere(string secret, Outcome outcome)
    {
        Assert.DoesNotContain(secret, outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, outcome.Errors, StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(secret);
        Assert.All(
            Directory.GetFiles(Assay.Folder, "*", SearchOption.AllDirectories),
            file => Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf(bytes) < 0, $"{file} tells the key")
        );
    }
}
