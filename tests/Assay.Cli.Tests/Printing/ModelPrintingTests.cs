using System.Text.Json;
using Assay.Cli.Printing;
using Assay.Models.Local.Folders;
using Assay.Models.Local.Inspection;
using Assay.Models.Local.Weights;

namespace Assay.Cli.Tests.Printing;

public sealed class ModelPrintingTests : IDisposable
{
    private readonly Screen screen = new();

    private static ModelInspection Model { get; } =
        new()
        {
            Path = "/models/pocket",
            Format = ModelFormat.Safetensors,
            ModelType = "qwen2",
            Shape = new ModelShape
            {
                Layers = 24,
                Hidden = 896,
                Heads = 14,
                KeyValueHeads = 2,
                HeadSize = 64,
                Context = 32_768,
                Vocabulary = 151_936,
            },
            Parameters = 494_032_768,
            StoredAs = ["bfloat16", "float32"],
            Sizes = new WeightSizes(988_097_824, 1_976_131_072, 988_065_536, 830_000_000, 590_000_000, 24_576),
            Tokenizer = new TokenizerFacts("BPE", 151_665),
            Template = new TemplateFacts(TemplateOrigin.Own, "tokenizer_config.json: chat_template"),
        };

    public void Dispose() => screen.Dispose();

    [Fact]
    public void A_model_is_shown_with_its_sizes()
    {
        new ModelPrinter(screen.Console).Print("acme/pocket", Model);

        Assert.Equal(
            """
            acme/pocket
            path:           /models/pocket
            format:         safetensors
            architecture:   qwen2
            parameters:     494.0 million
            layers:         24
            hidden size:    896
            heads:          14 of 64, with 2 for keys and values
            context:        32,768 tokens
            vocabulary:     151,936 tokens
            tokenizer:      BPE, 151,665 tokens
            chat template:  own (tokenizer_config.json: chat_template)
            stored as:      bfloat16, float32
            cache:          25 kB for each token of a sequence
            remote code:    none
            runs:           yes

            Precision  Weights
            ─────────────────────────────────────────────────────
            float32     2.0 GB  as run (float16 and bfloat16 too)
            float16     988 MB  in a file
            int8        830 MB  as run
            int4        590 MB  as run
            """,
            string.Join('\n', screen.Results)
        );
    }

    [Fact]
    public void What_is_not_known_is_a_dash()
    {
        new ModelPrinter(screen.Console).Print(
            "x",
            new ModelInspection
            {
                Path = "x",
                Format = ModelFormat.Onnx,
                Shape = new ModelShape(),
                NeedsRemoteCode = true,
                Problem = "cannot be run",
            }
        );

        Assert.Contains("architecture:   not said", screen.Results);
        Assert.Contains("heads:          -", screen.Results);
        Assert.Contains("runs:           no: cannot be run", screen.Results);
        Assert.DoesNotContain(screen.Results, line => line.StartsWith("Precision", StringComparison.Ordinal));
    }

    [Fact]
    public void Texts_of_a_folder_cannot_command_the_terminal()
    {
        const string Hostile = "a\e[2J\u202Eb\nc";

        new ModelPrinter(screen.Console).Print(
            Hostile,
            Model with
            {
                Path = Hostile,
                ModelType = Hostile,
                Template = new TemplateFacts(TemplateOrigin.Own, Hostile),
                Tokenizer = new TokenizerFacts(Hostile, 1),
                StoredAs = [Hostile],
                Problem = Hostile,
            }
        );
        FoundModelsPrinter.Print(screen.Console, [new FoundModel(Hostile, Hostile, Hostile, 1, Hostile, Hostile)]);

        Assert.DoesNotContain(
            screen.Console.Output,
            character => (char.IsControl(character) && character != '\n') || character == '\u202E'
        );
        Assert.DoesNotContain("c", screen.Results);
    }

    [Fact]
    public void A_model_as_json_has_the_same_figures()
    {
        var json = JsonElement.Parse(ModelJson.Write("acme/pocket", Model));

        Assert.Equal("acme/pocket", json.GetProperty("name").GetString());
        Assert.Equal(494_032_768, json.GetProperty("parameters").GetInt64());
        Assert.Equal(2, json.GetProperty("key_value_heads").GetInt32());
        Assert.Equal(590_000_000, json.GetProperty("bytes").GetProperty("int4").GetInt64());
        Assert.Equal("own", json.GetProperty("chat_template").GetProperty("origin").GetString());
        Assert.True(json.GetProperty("runs").GetBoolean());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("problem").ValueKind);
    }

    [Fact]
    public void Keys_of_json_are_in_snake_case() =>
        Assert.All(
            new[]
            {
                ModelJson.Write("x", Model),
                ModelSpeedJson.Write("x", Speed),
                FoundModelsJson.Write([new FoundModel("a/b", "/a/b", "cache", 1, null, null)]),
            }.SelectMany(document => Keys(JsonElement.Parse(document))),
            key => Assert.Matches("^[a-z0-9_]+$", key)
        );

    [Fact]
    public void A_speed_is_a_table()
    {
        ModelSpeedPrinter.Print(screen.Console, "pocket", Speed);

        Assert.Equal(
            """
            pocket, int4, 2 threads
            Measured                         Figure
            ─────────────────────────────────────────────────
            load                              1.5 s
            prompt of 512 tokens              1,234  tokens/s
            generating, 1 sequence at once     12.3  tokens/s
            generating, 8 sequences at once    45.6  tokens/s
            peak memory                      1.2 GB
            """,
            string.Join('\n', screen.Results)
        );
    }

    [Fact]
    public void Where_there_are_no_models_a_line_says_so()
    {
        FoundModelsPrinter.Print(screen.Console, []);

        Assert.StartsWith("no models in the caches", Assert.Single(screen.Results));
    }

    private static ModelSpeed Speed { get; } =
        new()
        {
            Precision = Precision.Int4,
            Threads = 2,
            Load = TimeSpan.FromSeconds(1.5),
            PromptTokens = 512,
            Prefill = 1234.5,
            Decode = [(1, 12.34), (8, 45.6)],
            PeakBytes = 1_200_000_000,
        };

    private static IEnumerable<string> Keys(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Object => json.EnumerateObject()
                .SelectMany(property => Keys(property.Value).Prepend(property.Name)),
            JsonValueKind.Array => json.EnumerateArray().SelectMany(Keys),
            _ => [],
        };
}
