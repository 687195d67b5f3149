using Assay.Models.Local.Engine;
using Assay.Testing;

namespace Assay.Models.Local.Tests.OnnxFolders;

/// <summary>Folders that cannot be run are refused in one line that says why.</summary>
public sealed class HostileOnnxTests(OnnxModels models) : IClassFixture<OnnxModels>, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_truncated_graph_is_refused()
    {
        var file = Path.Combine(models.Write(new OptimumGraph(), folder.Path), "model.onnx");
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..5000]);

        Refused("model.onnx: ONNX Runtime cannot load the graph");
    }

    [Fact]
    public void An_empty_graph_is_refused()
    {
        File.WriteAllBytes(Path.Combine(models.Write(new OptimumGraph(), folder.Path), "model.onnx"), []);

        Refused("model.onnx: the file is empty");
    }

    [Fact]
    public void Missing_weights_are_named()
    {
        models.Write(new OptimumGraph(), folder.Path, embeddings: "model.onnx_data");

        Refused("model.onnx_data");
    }

    [Fact]
    public void Short_weights_are_refused()
    {
        models.Write(new OptimumGraph(), folder.Path, embeddings: "model.onnx_data");
        File.WriteAllBytes(folder["model.onnx_data"], new byte[100]);

        Refused("ONNX Runtime cannot load the graph");
    }

    [Theory]
    [InlineData("../weights")]
    [InlineData("model/../../weights")]
    public void Weights_outside_the_folder_are_not_read(string location)
    {
        File.WriteAllBytes(folder["weights"], new GraphParts(models.Source).EmbeddingBytes);
        models.Write(new OptimumGraph(), folder["model"], embeddings: location);

        Refused("ONNX Runtime cannot load the graph", "model");
    }

    [Fact]
    public void Weights_at_an_absolute_path_are_not_read()
    {
        File.WriteAllBytes(folder["weights"], new GraphParts(models.Source).EmbeddingBytes);
        models.Write(new OptimumGraph(), folder["model"], embeddings: folder["weights"]);

        Refused("ONNX Runtime cannot load the graph", "model");
    }

    [Fact]
    public void Weights_behind_a_link_out_of_the_folder_are_not_read()
    {
        File.WriteAllBytes(folder["weights"], new GraphParts(models.Source).EmbeddingBytes);
        models.Write(new OptimumGraph(), folder["model"], embeddings: "linked");
        File.CreateSymbolicLink(folder["model/linked"], "../weights");

        Refused("ONNX Runtime cannot load the graph", "model");
    }

    [Fact]
    public void A_graph_without_a_cache_is_refused()
    {
        models.Write(new OptimumGraph { Cached = false }, folder.Path);

        Refused("has no input 'past_key_values.0.key'");
    }

    [Theory]
    [InlineData("cache_position", "unknown input 'cache_position'")]
    [InlineData("encoder_hidden_states", "encoder and a decoder are not run")]
    [InlineData("past_key_values.0.encoder.key", "encoder and a decoder are not run")]
    public void An_unknown_input_is_named(string input, string expected)
    {
        models.Write(new OptimumGraph { Unknown = input }, folder.Path);

        Refused(expected);
    }

    [Fact]
    public void Outputs_of_the_cache_under_other_names_are_missed()
    {
        models.Write(new OptimumGraph { Present = "kept" }, folder.Path);

        Refused("has no output 'present.0.key'");
    }

    [Theory]
    [InlineData("../other/model.onnx")]
    [InlineData("/etc/passwd")]
    public void A_graph_outside_the_folder_is_not_opened(string filename)
    {
        models.Write(OnnxModels.GenAi, folder.Path);
        File.WriteAllText(folder["genai_config.json"], GenAiGraph.Config(filename));

        Refused("outside the model's folder");
    }

    [Fact]
    public void Several_graphs_of_no_known_name_are_listed()
    {
        models.Write(new OptimumGraph(), folder.Path, "a.onnx");
        models.Write(new OptimumGraph(), folder.Path, "b.onnx");

        Refused("none named model.onnx or decoder_model_merged.onnx: a.onnx, b.onnx");
    }

    [Fact]
    public void A_context_without_end_is_refused()
    {
        models.Write(new OptimumGraph(), folder.Path);
        File.WriteAllText(folder["config.json"], """{ "model_type": "llama", "max_position_embeddings": 1e14 }""");

        Refused("key 'max_position_embeddings'");
    }

    [Fact]
    public void A_cache_that_does_not_grow_is_told_when_it_shows()
    {
        using var transformer = OnnxModels.Load(models.Write(new OptimumGraph { Forgets = true }, folder.Path));
        var logits = new float[transformer.Vocabulary];
        transformer.Run(Next(0), logits);

        var error = Assert.Throws<InputException>(() => transformer.Run(Next(1), logits));

        Assert.Contains(
            "gave 'present.0.key' in the shape [1, 2, 1, 16], not [1, 2, 2, 16]",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_token_that_the_graph_has_not_is_told_in_one_line()
    {
        using var transformer = OnnxModels.Load(models.Write(new OptimumGraph(), folder.Path));

        var error = Assert.Throws<InputException>(() =>
            transformer.Run(Next(0) with { Tokens = [9999] }, new float[transformer.Vocabulary])
        );

        Assert.Contains("the graph failed", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    private static Pass Next(int past) =>
        new()
        {
            Slot = 0,
            Tokens = [5],
            Past = [past],
            Long = [false],
            Rows = [0],
        };

    private void Refused(string reason, string inside = "")
    {
        var error = Assert.Throws<InputException>(() => OnnxModels.Load(folder[inside]).Dispose());

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
