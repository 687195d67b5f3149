using Assay.Models.Local.Engine;
using Assay.Testing;

namespace Assay.Models.Local.Tests.OnnxFolders;

/// <summary>Where the graph and its weights lie.</summary>
public sealed class OnnxLayoutTests(OnnxModels models) : IClassFixture<OnnxModels>, IDisposable
{
    private const string Data = "model.onnx_data";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("model.onnx")]
    [InlineData("onnx/model.onnx")]
    [InlineData("onnx/decoder_model_merged.onnx")]
    [InlineData("model_q4.onnx")]
    public void The_graph_is_found(string file) => Runs(models.Write(new OptimumGraph(), folder.Path, file));

    [Fact]
    public void The_usual_name_goes_first()
    {
        models.Write(new OptimumGraph { Unknown = "other" }, folder.Path, "a.onnx");
        models.Write(new OptimumGraph { Unknown = "other" }, folder.Path, "decoder_model_merged.onnx");

        Runs(models.Write(new OptimumGraph(), folder.Path));
    }

    [Fact]
    public void Weights_in_a_file_of_their_own_are_read()
    {
        WriteData(folder[Data]);

        Runs(models.Write(new OptimumGraph(), folder.Path, embeddings: Data));
    }

    [Fact]
    public void Links_into_a_cache_are_followed()
    {
        models.Write(new OptimumGraph(), folder["blobs"], "0a", embeddings: Data);
        WriteData(folder["blobs/0b"]);
        Directory.CreateDirectory(folder["snapshots"]);
        OnnxModels.Case.Folder.WriteConfig(folder["snapshots"]);
        File.CreateSymbolicLink(folder["snapshots/model.onnx"], "../blobs/0a");
        File.CreateSymbolicLink(folder["snapshots/" + Data], "../blobs/0b");

        Runs(folder["snapshots"]);
    }

    private void WriteData(string path) => File.WriteAllBytes(path, new GraphParts(models.Source).EmbeddingBytes);

    private void Runs(string path)
    {
        using var transformer = OnnxModels.Load(path);
        var ids = OnnxModels.Case.Ids;
        var logits = new float[transformer.Vocabulary];
        transformer.Run(
            new Pass
            {
                Slot = 0,
                Tokens = ids,
                Past = [0],
                Long = [false],
                Rows = [ids.Length - 1],
            },
            logits
        );
        Assert.All(models.Reference.Logits(ids)[^1], (logit, token) => Assert.Equal(logit, logits[token], 1e-4));
    }
}
