using System.Text;
using Assay.Testing;

namespace Assay.EndToEnd.Tests;

/// <summary>Data sets and models that come from a hub.</summary>
public sealed class HubTests : IAsyncLifetime
{
    private const string Token = "hf_0123456789secret";

    private static readonly string[] Asking =
    [
        "eval",
        "--model",
        "baseline:first",
        "--datasets",
        "gsm8k",
        "--limit",
        "2",
    ];

    private readonly AssayProgram assay = new();
    private LoopbackHub? server;

    private LoopbackHub Server => server!;

    public async ValueTask InitializeAsync()
    {
        server = await LoopbackHub.StartAsync();
        var data = Path.Combine(RepositoryRoot.Path, "data", "mini_gsm8k");
        foreach (var id in (string[])["openai/gsm8k", "modelscope/gsm8k"])
        {
            server.Add(
                "datasets",
                id,
                ("README.md", Encoding.UTF8.GetBytes("GSM8K")),
                ("main/test.jsonl", await File.ReadAllBytesAsync(Path.Combine(data, "test.jsonl"))),
                ("main/train.jsonl", await File.ReadAllBytesAsync(Path.Combine(data, "train.jsonl")))
            );
        }
        Online().With("HF_ENDPOINT", server.Url).With("MODELSCOPE_ENDPOINT", server.Url).With("HF_HOME", assay["hf"]);
        assay.With("MODELSCOPE_CACHE", assay["scope"]);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        assay.Dispose();
    }

    [Theory]
    [InlineData("ModelScope")]
    [InlineData("HuggingFace")]
    public async Task A_run_fetches_what_it_needs_and_the_next_one_nothing(string hub)
    {
        var first = (await assay.RunAsync([.. Asking, "--dataset-hub", hub])).Succeeded();

        Assert.Contains($"downloading {hub}'s ", first.Errors, StringComparison.Ordinal);
        // The examples of this prompt do not come from the data.
        Assert.Contains("test.jsonl", Assert.Single(Server.Bodies).Path, StringComparison.Ordinal);
        Offline();
        (await assay.RunAsync([.. Asking, "--dataset-hub", hub, "--new-run"])).Succeeded();
        Assert.Single(Server.Bodies);
    }

    [Theory]
    [InlineData("--offline")]
    [InlineData("HF_HUB_OFFLINE")]
    [InlineData("ASSAY_OFFLINE")]
    public async Task Offline_reaches_for_nothing_and_names_the_command_that_would_help(string way)
    {
        string[] flags = way[0] == '-' ? [way] : [];
        if (flags.Length == 0)
        {
            assay.With(way, "1");
        }

        (await assay.RunAsync([.. Asking, .. flags])).Refused(
            "the data of 'gsm8k' are not on this machine",
            "'assay datasets pull gsm8k --dataset-hub ModelScope'"
        );
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task Eight_processes_download_once()
    {
        Server.AddTexts("datasets", "openai/gsm8k", ("main/test.jsonl", Rows()), ("main/train.jsonl", Rows()));
        string[] pull = ["datasets", "pull", "gsm8k", "--dataset-hub", "HuggingFace"];

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => assay.RunAsync(pull)));

        Assert.Single(outcomes.Select(outcome => outcome.Succeeded().Output).Distinct(StringComparer.Ordinal));
        Assert.Equal(2, Server.Bodies.Count);
    }

    [Fact]
    public async Task A_pull_that_was_killed_leaves_nothing_half_valid_and_is_gone_on_with()
    {
        var rows = Rows();
        var half = rows.Length / 2;
        Server.AddTexts("datasets", "openai/gsm8k", ("main/test.jsonl", rows));
        Server.Faults.Enqueue(HubFault.Stall(half, new TaskCompletionSource().Task));
        string[] pull = ["datasets", "pull", "gsm8k", "--dataset-hub", "HuggingFace"];
        using (var begun = assay.Start(pull))
        {
            await begun.UntilAsync(Server.BodyAskedAsync(TestContext.Current.CancellationToken));
            await begun.KillAsync();
        }

        (await assay.RunAsync([.. Asking, "--dataset-hub", "HuggingFace", "--offline"])).Refused("gsm8k");
        var folder = (await assay.RunAsync(pull)).Succeeded().Output.Split(": ")[1].Trim();

        Assert.Equal(
            rows,
            await File.ReadAllTextAsync(
                Path.Combine(folder, "main", "test.jsonl"),
                TestContext.Current.CancellationToken
            )
        );
    }

    [Fact]
    public async Task A_pull_that_is_interrupted_ends_at_once()
    {
        Interrupts.Require();
        Server.AddTexts("datasets", "openai/gsm8k", ("main/test.jsonl", Rows()));
        Server.Faults.Enqueue(HubFault.Stall(1_000, new TaskCompletionSource().Task));
        using var begun = assay.Start("datasets", "pull", "gsm8k", "--dataset-hub", "HuggingFace");
        await begun.UntilAsync(Server.BodyAskedAsync(TestContext.Current.CancellationToken));

        begun.Interrupt();

        Assert.Equal(130, (await begun.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task A_terminal_shows_a_bar()
    {
        const string Script = "/usr/bin/script";
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists(Script), "needs script(1) of util-linux");
        var gate = new TaskCompletionSource();
        Server.AddTexts("datasets", "openai/gsm8k", ("main/test.jsonl", Rows()));
        Server.Faults.Enqueue(HubFault.Stall(100_000, gate.Task));
        assay.With("COLUMNS", "100").With("TERM", "xterm-256color");
        const string Command = "datasets pull gsm8k --dataset-hub HuggingFace";
        using var shown = assay.StartOther(
            Script,
            ["-qec", $"stty cols 100 rows 40; '{AssayProgram.Launcher}' {Command}", "/dev/null"]
        );

        await shown.UntilPrintedAsync("0 of 1 file, 100 kB of ");
        gate.SetResult();

        Assert.Contains("━", (await shown.EndAsync()).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repository_without_the_split_is_refused_with_what_was_looked_for()
    {
        Server.AddTexts("datasets", "openai/gsm8k", ("README.md", "nothing else"));

        (await assay.RunAsync([.. Asking, "--dataset-hub", "HuggingFace"])).Refused(
            "split 'test' of subset 'main' is not in HuggingFace's openai/gsm8k",
            "test.jsonl",
            "try --dataset-hub ModelScope"
        );
    }

    [Fact]
    public async Task A_hub_that_cannot_be_reached_is_refused_in_one_line()
    {
        Server.RequiredToken = Token;

        (await assay.RunAsync([.. Asking, "--dataset-hub", "HuggingFace"])).Refused("openai/gsm8k", "401", "HF_TOKEN");
    }

    [Fact]
    public async Task What_was_packed_runs_where_there_is_no_hub()
    {
        (await assay.RunAsync("datasets", "pull", "gsm8k")).Succeeded();
        (await assay.RunAsync("datasets", "pack", "gsm8k", "-o", "data.zip")).Succeeded();
        Directory.Delete(assay["home"], recursive: true);
        Offline();

        (await assay.RunAsync([.. Asking, "--dataset-hub", "Local", "--dataset-dir", "data.zip"])).Succeeded();
    }

    [Theory]
    [InlineData("HuggingFace", "main")]
    [InlineData("ModelScope", "master")]
    public async Task A_model_comes_from_a_hub(string hub, string revision)
    {
        AddModel();
        string[] ask = ["eval", "--model", "acme/tiny", "--model-hub", hub, "--datasets", "mini_gsm8k", "--limit", "1"];

        (await assay.RunAsync(ask)).Succeeded();

        Assert.DoesNotContain(Server.Bodies, body => body.Path.Contains("pytorch_model", StringComparison.Ordinal));
        Offline();
        var pulled = await assay.RunAsync([.. ask, "--model-args", $"revision={revision}", "--new-run"]);
        pulled.Succeeded();
        Assert.Contains("acme/tiny", (await assay.RunAsync("models", "list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_is_pulled_ahead()
    {
        AddModel();

        var folder = (await assay.RunAsync("models", "pull", "acme/tiny", "--model-hub", "HuggingFace")).Succeeded();

        Assert.True(File.Exists(Path.Combine(folder.Output.Trim(), "model.safetensors")));
        Offline();
        (await assay.RunAsync("models", "show", "acme/tiny")).Succeeded();
    }

    [Fact]
    public async Task A_dry_run_does_not_fetch_the_model()
    {
        AddModel();

        (await assay.RunAsync("eval", "--model", "acme/tiny", "--datasets", "mini_gsm8k", "--dry-run")).Refused(
            "'assay models pull acme/tiny --model-hub ModelScope'"
        );
        Assert.Empty(Server.Bodies);
    }

    [Fact]
    public async Task The_token_is_in_no_file_and_in_no_line()
    {
        Server.RequiredToken = Token;
        assay.With("HF_TOKEN", Token);

        var outcome = await assay.RunAsync([.. Asking, "--dataset-hub", "HuggingFace", "--debug"]);

        Assert.DoesNotContain(Token, outcome.Succeeded().Output + outcome.Errors, StringComparison.Ordinal);
        Assert.All(
            Directory.EnumerateFiles(assay.Folder, "*", SearchOption.AllDirectories),
            path => Assert.DoesNotContain(Token, File.ReadAllText(path), StringComparison.Ordinal)
        );
    }

    private void AddModel()
    {
        var tiny = Path.Combine(RepositoryRoot.Path, "models", "tiny");
        Server.Add(
            "models",
            "acme/tiny",
            Directory
                .EnumerateFiles(tiny)
                .Select(path => (Path.GetFileName(path), File.ReadAllBytes(path)))
                .Append(("pytorch_model.bin", new byte[100]))
        );
    }

    private AssayProgram Online() => assay.With("ASSAY_OFFLINE", null).With("HF_HUB_OFFLINE", null);

    private void Offline() => assay.With("ASSAY_OFFLINE", "1");

    private static string Rows() =>
        string.Concat(
            Enumerable
                .Range(0, 20_000)
                .Select(i => $$"""{"question": "What is {{i}} + 1?", "answer": "Add one.\n#### {{i + 1}}"}""" + "\n")
        );
}
