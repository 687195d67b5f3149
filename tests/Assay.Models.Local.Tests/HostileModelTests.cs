using System.Text.Json.Nodes;
using Assay.Models.Local.Tests.Reference;
using Assay.Testing;

namespace Assay.Models.Local.Tests;

/// <summary>Folders that are broken, or made to break the one who opens them: each is one line, and nothing in them is run.</summary>
public sealed class HostileModelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_sound_folder_that_the_others_are_made_from_runs()
    {
        Write();
        await using var model = Open();

        Assert.Equal(3, (await model.Tokens([2, 3], new() { MaxTokens = 3 })).Count);
    }

    [Theory]
    [InlineData("""{ "num_hidden_layers": 1000000 }""", "num_hidden_layers")]
    [InlineData("""{ "num_hidden_layers": 1000 }""", "model.layers.2")]
    [InlineData("""{ "num_hidden_layers": -1 }""", "num_hidden_layers")]
    [InlineData("""{ "vocab_size": 16777216 }""", "16777216")]
    [InlineData("""{ "vocab_size": 1e300 }""", "vocab_size")]
    [InlineData("""{ "hidden_size": 16777216 }""", "heads")]
    [InlineData("""{ "num_attention_heads": 16777216, "num_key_value_heads": 16777216 }""", "num_attention_heads")]
    [InlineData("""{ "num_attention_heads": 4096, "num_key_value_heads": 4096, "head_dim": 4096 }""", "shape")]
    [InlineData("""{ "head_dim": 16777216 }""", "head_dim")]
    [InlineData("""{ "head_dim": 1 }""", "heads")]
    [InlineData("""{ "head_dim": 15 }""", "shape")]
    [InlineData("""{ "num_key_value_heads": 3 }""", "num_key_value_heads")]
    [InlineData("""{ "num_attention_heads": 3, "num_key_value_heads": 3 }""", "shape")]
    [InlineData("""{ "num_attention_heads": 0 }""", "num_attention_heads")]
    [InlineData("""{ "intermediate_size": 161 }""", "shape")]
    [InlineData("""{ "rms_norm_eps": "small" }""", "rms_norm_eps")]
    [InlineData("""{ "rope_scaling": { "rope_type": "spiral" } }""", "spiral")]
    [InlineData("""{ "hidden_act": "os.system" }""", "os.system")]
    [InlineData("""{ "tie_word_embeddings": "yes" }""", "tie_word_embeddings")]
    [InlineData("""{ "model_type": "mamba" }""", "llama")]
    public void Settings_that_make_no_sense_are_named(string changes, string named)
    {
        Write(changes);

        Assert.Contains(named, Refusal(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_file_that_is_cut_off_is_named()
    {
        Write();
        var weights = folder["model.safetensors"];
        var bytes = File.ReadAllBytes(weights);
        File.WriteAllBytes(weights, bytes[..(bytes.Length / 2)]);

        Assert.Contains("model.safetensors", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_shard_that_is_missing_is_named()
    {
        var sharded = Sound() with { Shards = 3 };
        sharded.Write(folder.Path);
        WriteTokenizer();
        File.Delete(folder["model-00002-of-00003.safetensors"]);

        Assert.Contains("model-00002-of-00003.safetensors", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_of_another_model_are_refused()
    {
        ArchitectureCases.Named("gpt2, names as on the hub").Folder.Write(folder.Path);
        Sound().WriteConfig(folder.Path);
        WriteTokenizer();

        Assert.Contains("no tensor", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_tokenizer_says_what_is_needed()
    {
        Write();
        File.Delete(folder["tokenizer.json"]);

        Assert.Contains("tokenizer", Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""["a b", "ab nothing"]""")]
    [InlineData("""["a b", "b a", "ab ab", "abab abab"]""")]
    [InlineData("""[["a"]]""")]
    [InlineData("""{ "a": "b" }""")]
    public void Merges_that_lead_nowhere_or_in_circles_are_refused(string merges)
    {
        Write();
        var tokenizer = JsonNode.Parse(HandMadeTokenizer.Letters)!;
        tokenizer["model"]!["merges"] = JsonNode.Parse(merges);
        folder.Write("tokenizer.json", tokenizer.ToJsonString());

        Refusal();
    }

    [Fact]
    public void A_tokenizer_that_is_nested_without_end_is_refused()
    {
        Write();
        folder.Write(
            "tokenizer.json",
            HandMadeTokenizer.Letters.Replace(
                "\"normalizer\": null",
                "\"normalizer\": "
                    + string.Concat(Enumerable.Repeat("{\"type\":\"Sequence\",\"normalizers\":[", 100_000))
                    + string.Concat(Enumerable.Repeat("]}", 100_000)),
                StringComparison.Ordinal
            )
        );

        Refusal();
    }

    [Fact]
    public void A_template_that_is_none_is_refused()
    {
        Write();
        folder.Write("chat_template.jinja", "{% for message in messages %}");

        Assert.Contains("chat_template.jinja", Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{% for i in range(100000000) %}{% for j in range(100000000) %}{% endfor %}{% endfor %}")]
    [InlineData("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}")]
    [InlineData("{{ 'x' * 10000000000 }}")]
    [InlineData("{{ ''.__class__.__mro__[1].__subclasses__() }}")]
    [InlineData("{{ raise_exception('no\nsuch chat') }}")]
    public async Task A_template_that_never_ends_or_fails_rejects_the_chat_alone(string template)
    {
        Write();
        folder.Write("chat_template.jinja", template);
        await using var model = Open();

        var error = await Assert.ThrowsAsync<ModelException>(async () =>
            await model.GenerateAsync(Requests.Chat("a"), Cancellation)
        );

        Assert.Equal(ModelFailure.Rejected, error.Failure);
        Assert.DoesNotContain('\n', error.Message);
        Assert.NotEmpty(
            (await model.GenerateAsync(Requests.Text("ab", new() { MaxTokens = 1 }), Cancellation)).FinishReason!
        );
    }

    [Fact]
    public void A_model_with_a_program_of_its_own_is_not_run_and_says_why()
    {
        Write("""{ "model_type": "secret", "auto_map": { "AutoModelForCausalLM": "modeling_secret.SecretModel" } }""");
        WriteProgram();

        var refusal = Refusal();

        Assert.Contains("secret", refusal, StringComparison.Ordinal);
        Assert.Contains("trust_remote_code", refusal, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["ran"]));
    }

    [Fact]
    public async Task A_known_architecture_runs_without_the_program_beside_it()
    {
        Write("""{ "auto_map": { "AutoModelForCausalLM": "modeling_secret.SecretModel" } }""");
        WriteProgram();
        await using var model = Open();

        Assert.Single(await model.Tokens([2, 3], new() { MaxTokens = 1 }));
        Assert.False(File.Exists(folder["ran"]));
    }

    [Theory]
    [InlineData("""{ "eos_token_id": [1, 5000000] }""")]
    [InlineData("""{ "eos_token_id": 97 }""")]
    public async Task End_tokens_that_the_model_has_not_end_nothing(string settings)
    {
        Write();
        folder.Write("generation_config.json", settings);
        await using var model = Open();

        var tokens = await model.Tokens(new TokenRequest([2, 3], new() { MaxTokens = 3 }) { IgnoreEnds = true });

        Assert.Equal(3, tokens.Count);
    }

    [Fact]
    public void End_tokens_that_are_none_are_refused()
    {
        Write();
        folder.Write("generation_config.json", """{ "eos_token_id": "the end" }""");

        Assert.Contains("eos_token_id", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weights_that_are_no_numbers_fail_requests_with_one_line()
    {
        Write();
        var weights = folder["model.safetensors"];
        var bytes = File.ReadAllBytes(weights);
        bytes.AsSpan(bytes.Length / 2).Fill(0xFF);
        File.WriteAllBytes(weights, bytes);
        await using var model = Open();

        var generated = await Assert.ThrowsAsync<ModelException>(() => model.Tokens([2, 3], new()));
        var scored = await Assert.ThrowsAsync<ModelException>(() =>
            model.ScoreTokensAsync(
                [2],
                [
                    [3],
                ],
                0,
                Cancellation
            )
        );

        Assert.Equal((ModelFailure.Fatal, ModelFailure.Fatal), (generated.Failure, scored.Failure));
        Assert.DoesNotContain('\n', generated.Message + scored.Message);
    }

    private static RandomFolder Sound() => ArchitectureCases.Named("llama 2, grouped, float16").Folder;

    private void Write(string changes = "{}")
    {
        Sound().Write(folder.Path);
        var config = JsonNode.Parse(File.ReadAllText(folder["config.json"]))!.AsObject();
        foreach (var (key, value) in JsonNode.Parse(changes)!.AsObject())
        {
            config[key] = value?.DeepClone();
        }
        folder.Write("config.json", config.ToJsonString());
        WriteTokenizer();
    }

    private void WriteTokenizer()
    {
        folder.Write("tokenizer.json", HandMadeTokenizer.Letters);
        folder.Write("tokenizer_config.json", HandMadeTokenizer.Settings);
    }

    private void WriteProgram() =>
        folder.Write(
            "modeling_secret.py",
            $"open({JsonValue.Create(folder["ran"]).ToJsonString()}, 'w').write('ran')\n"
        );

    private LocalModel Open() => LocalModel.Open(new LocalModelOptions("m", folder.Path) { Threads = 1 });

    private string Refusal()
    {
        var refusal = Assert.Throws<InputException>(Open);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.InRange(refusal.Message.Length, 1, 2000);
        return refusal.Message;
    }
}
