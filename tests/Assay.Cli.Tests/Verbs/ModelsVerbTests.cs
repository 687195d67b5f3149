using Assay.Testing;

namespace Assay.Cli.Tests.Verbs;

public sealed class ModelsVerbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Screen screen = new();

    public void Dispose()
    {
        screen.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Alone_it_lists_what_a_model_can_be()
    {
        await CommandLine.RunAsync(screen, "models");

        Assert.Equal("--model is one of:", screen.Results[0]);
        Assert.StartsWith("  tiny ", screen.Results[1]);
        Assert.Contains("  FOLDER, or the hub's ORG/NAME", screen.Results);
    }

    [Fact]
    public async Task List_shows_the_small_model_and_those_of_the_caches()
    {
        folder.Model("models/acme/pocket", """{"model_type": "llama"}""");

        await CommandLine.RunAsync(screen, "models", "list", "--work-dir", folder.Path);

        Assert.Contains(
            screen.Results,
            line => line.StartsWith("tiny ", StringComparison.Ordinal) && line.Contains("llama")
        );
        Assert.Contains(
            screen.Results,
            line => line.StartsWith("acme/pocket ", StringComparison.Ordinal) && line.Contains("Assay's cache")
        );
    }

    [Fact]
    public async Task Show_tells_what_the_small_model_is()
    {
        Assert.Equal(ExitCode.Done, await CommandLine.RunAsync(screen, "models", "show", "tiny"));

        Assert.Equal("tiny", screen.Results[0]);
        Assert.Contains("architecture:   llama", screen.Results);
        Assert.Contains("runs:           yes", screen.Results);
        Assert.Contains(screen.Results, line => line.StartsWith("int4 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Show_takes_the_name_of_a_downloaded_model()
    {
        folder.Model("models/acme/pocket", """{"model_type": "llama"}""");

        await CommandLine.RunAsync(screen, "models", "show", "acme/pocket", "--work-dir", folder.Path);

        Assert.Equal("acme/pocket", screen.Results[0]);
        Assert.Contains(
            screen.Results,
            line => line.EndsWith(Path.Combine("models", "acme", "pocket"), StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Show_tells_why_a_model_does_not_run()
    {
        var model = folder.Model("gru", """{"model_type": "gru", "num_hidden_layers": 3}""");

        Assert.Equal(ExitCode.Done, await CommandLine.RunAsync(screen, "models", "show", model));

        Assert.Contains("layers:         3", screen.Results);
        Assert.Contains("an architecture that is not known: 'gru'; known are llama, ", Flowing());
    }

    [Fact]
    public async Task Show_tells_that_code_of_a_folder_is_never_run()
    {
        var model = folder.Model("gru", """{"model_type": "gru", "auto_map": {"AutoModel": "modeling_gru.Gru"}}""");

        await CommandLine.RunAsync(screen, "models", "show", model);

        Assert.Contains("remote code:    asked for by the folder (auto_map); never run", screen.Results);
        Assert.Contains("no code of a model folder is ever run here", Flowing());
        Assert.Contains("known are llama, ", Flowing());
    }

    [Theory]
    [InlineData("show")]
    [InlineData("bench")]
    public async Task A_model_that_is_nowhere_is_refused(string verb)
    {
        var refusal = await Refused("models", verb, "acme/pocket", "--work-dir", folder.Path);

        Assert.Equal(
            "model 'acme/pocket': neither a folder nor a downloaded model; fetch it with 'assay models pull acme/pocket', or give the path of a model folder; "
                + "'assay models list' shows those of this machine",
            refusal
        );
    }

    [Fact]
    public async Task A_name_nearly_right_is_refused_with_the_right_one()
    {
        folder.Model("models/acme/pocket", """{"model_type": "llama"}""");

        Assert.Contains(
            "did you mean 'acme/pocket'?",
            await Refused("models", "show", "acme/poket", "--work-dir", folder.Path)
        );
    }

    [Theory]
    [InlineData("show")]
    [InlineData("bench")]
    public async Task A_damaged_folder_is_refused_by_its_file(string verb)
    {
        var model = folder.Model("broken", """{"model_type": "llama"}""");
        folder.Safetensors(
            "broken/model.safetensors",
            """{"w": {"dtype": "F32", "shape": [4], "data_offsets": [0, 16]}}"""
        );

        var refusal = await Refused("models", verb, model);

        Assert.StartsWith(folder["broken/model.safetensors"], refusal);
        Assert.Contains("fetch it again", refusal);
    }

    [Theory]
    [InlineData("--precision", "int5", "--precision: unknown precision 'int5'; did you mean 'int4'?")]
    [InlineData("--threads", "none", "--threads: 'none' is no number of threads; write a number from 1 to 1024")]
    [InlineData("--threads", "0", "--threads: '0' is no number of threads")]
    public async Task Bench_refuses_a_value_that_makes_no_sense(string flag, string value, string told) =>
        Assert.StartsWith(told, await Refused("models", "bench", "tiny", flag, value));

    [Fact]
    public async Task Bench_measures_the_small_model()
    {
        var ended = await CommandLine.RunAsync(
            screen,
            "models",
            "bench",
            "tiny",
            "--precision",
            "int8",
            "--threads",
            "1"
        );

        Assert.Equal(ExitCode.Done, ended);
        Assert.Equal("tiny, int8, 1 thread", screen.Results[0]);
        Assert.Contains(
            screen.Results,
            line =>
                line.StartsWith("prompt of 512 tokens", StringComparison.Ordinal)
                && line.EndsWith("tokens/s", StringComparison.Ordinal)
        );
        Assert.Contains(
            screen.Results,
            line => line.StartsWith("generating, 1 sequence at once", StringComparison.Ordinal)
        );
        Assert.Contains(
            screen.Results,
            line => line.StartsWith("generating, 8 sequences at once", StringComparison.Ordinal)
        );
    }

    private string Flowing() => string.Join(' ', screen.Results.Select(line => line.Trim()));

    private async Task<string> Refused(params string[] args)
    {
        var e = await Assert.ThrowsAsync<InputException>(() => CommandLine.RunAsync(screen, args));
        Assert.Equal(ExitCode.WrongInput, ExitCode.Of(e));
        Assert.DoesNotContain('\n', e.Message);
        return e.Message;
    }
}
